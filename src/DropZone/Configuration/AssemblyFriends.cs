using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DropZone.Tests")]
