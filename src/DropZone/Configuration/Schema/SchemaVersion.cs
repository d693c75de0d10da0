using DropZone.Configuration.Yaml;
using DropZone.Csv.Dialects;
using DropZone.Tables.Schema;

namespace DropZone.Configuration.Schema;

/// <summary>One version of a schema, as it was found.</summary>
/// <param name="Schema">Null: complained about.</param>
/// <param name="Root">Where it stands, in the feed's file or in its own.</param>
/// <param name="Dialect">What a data package says of the data; null: nothing.</param>
/// <param name="Bytes">Of the files read for it, for the digest.</param>
internal sealed record SchemaVersion(TableSchema? Schema, Entry Root, Dialect? Dialect, byte[] Bytes);
