using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Schema;

/// <summary>One version of a schema and its source.</summary>
/// <param name="Schema">The schema; null after a complaint.</param>
/// <param name="Root">Its entry, in the feed's file or in a separate one.</param>
/// <param name="Dialect">The dialect that a data package defines; null if it defines none.</param>
/// <param name="Bytes">The bytes of the files read for it, for the digest.</param>
internal sealed record SchemaVersion(TableSchema? Schema, Entry Root, Dialect? Dialect, byte[] Bytes);
