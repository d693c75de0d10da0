using System.CommandLine;
namespace DropZone.Cli.Commands;
internal static class DemoCommand { public static Command Create() => new("demo", "x"); }
