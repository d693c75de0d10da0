using System.Text.Json;
using System.Text.Json.Serialization;
using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;

namespace DropZone.Spool.Records;

/// <summary>The seal of a job: <c>receipt.json</c>. Later versions add members, never change these.</summary>
public sealed record Receipt
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Job { get; init; }

    public required string Feed { get; init; }

    public required ReceiptFile File { get; init; }

    public DateTimeOffset Claimed { get; init; }

    public DateTimeOffset Sealed { get; init; }

    /// <summary>SHA-256 of the feed's configuration, hex.</summary>
    public required string Configuration { get; init; }

    public RowCounts Rows { get; init; }

    /// <summary>The quarantine folder of the rejected rows, relative to the zone; null if this is no split.</summary>
    public string? Split { get; init; }

    /// <summary>The number of keys of delivered rows next to it; null if the feed does not check rows against earlier files.</summary>
    public long? RecordKeys { get; init; }

    /// <summary>The earlier delivery of the same content, because of which this was not delivered; null if there is none.</summary>
    public EarlierDelivery? Duplicate { get; init; }

    /// <summary>The places that receive the output; empty only for a duplicate.</summary>
    public required IReadOnlyList<ReceiptTarget> Targets { get; init; }

    /// <summary>How the output is read again; null if no target takes its rows.</summary>
    public ReceiptOutput? Output { get; init; }

    /// <summary>The inode of the output, by which it is recognised under any name; null for a duplicate, or if an earlier version sealed the job.</summary>
    public ulong? OutputInode { get; init; }

    /// <summary>
    /// The XXH128 of the output, lower-case hex, by which it is recognised in a restored zone and elsewhere; null for a duplicate, or if an
    /// earlier version sealed the job.
    /// </summary>
    public string? OutputDigest { get; init; }

    /// <summary>The version of the program that sealed it.</summary>
    public required string Version { get; init; }

    /// <summary>The places of the output, for people.</summary>
    [JsonIgnore]
    public string Places => PlacesWith(null);

    /// <summary>The same, once the path of the output in the zone is known.</summary>
    public string PlacesWith(string? path) => string.Join(" and ", Targets.Select(target => target.IsDirectory && path is not null ? path : target.Place));

    /// <summary>Whether the file contains no JSON object: truncated, emptied, overwritten. A receipt of another format is not damaged.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsDamaged(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            return document.RootElement.ValueKind != JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <exception cref="IOException">The file cannot be read, or is no receipt of a supported format.</exception>
    public static Receipt Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var receipt = JsonSerializer.Deserialize(stream, SpoolJson.Default.Receipt);
            return receipt is { Format: CurrentFormat, File: not null } and ({ Targets.Count: > 0 } or { Targets: not null, Duplicate: not null })
                ? receipt
                : throw new IOException($"{path} has format {receipt?.Format}, or lacks its file or targets; this version reads {CurrentFormat}");
        }
        catch (JsonException damaged)
        {
            throw new IOException($"{path} is no receipt: {damaged.Message}", damaged);
        }
    }
}

/// <summary>The delivery in a receipt.</summary>
/// <param name="Name">As shown to people.</param>
/// <param name="NameBytes">The true bytes in hex where <paramref name="Name"/> differs from them; otherwise null.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Owner">The user who owned it when it was claimed.</param>
/// <param name="Modified">Its mtime, UTC.</param>
/// <param name="Sender">The same in numbers, with its rights; null if an earlier version sealed the job.</param>
public sealed record ReceiptFile(
    string Name,
    string? NameBytes,
    long Size,
    string Sha256,
    string Owner,
    [property: JsonPropertyName("mtime")] DateTimeOffset Modified,
    ReceiptSender? Sender = null);

/// <summary>The owner and the rights of a delivery when it was claimed.</summary>
/// <param name="Uid">The number of the owner.</param>
/// <param name="Gid">The number of the group.</param>
/// <param name="Mode">Its permission bits, octal: <c>0660</c>.</param>
public sealed record ReceiptSender(uint Uid, uint Gid, string Mode);

/// <summary>How the rows of <c>output.csv</c> are read again, for targets that take rows and not the file.</summary>
/// <param name="Delimiter">Of its cells.</param>
/// <param name="QuoteChar">Around its cells.</param>
/// <param name="Header">Whether its first record names the columns.</param>
/// <param name="Encoding">As IANA has it; null: UTF-8.</param>
/// <param name="Columns">In their order.</param>
public sealed record ReceiptOutput(char Delimiter, char QuoteChar, bool Header, string? Encoding, IReadOnlyList<ReceiptColumn> Columns)
{
    /// <summary>The cells without a value, if they are not in quotes; null: none.</summary>
    public string? NullSequence { get; init; }

    public static ReceiptOutput Of(OutputTable table) => new(
        table.Dialect.Delimiter!.Value, table.Dialect.QuoteChar, table.Dialect.Header, table.Dialect.Encoding, [.. table.Columns.Select(ReceiptColumn.Of)])
    {
        NullSequence = table.Dialect.NullSequence,
    };

    /// <summary>Returns the layout of the output.</summary>
    /// <exception cref="IOException">A later version wrote a column type that this one does not support.</exception>
    public OutputTable Table() => new(
        new Dialect { Delimiter = Delimiter, QuoteChar = QuoteChar, Header = Header, Encoding = Encoding, NullSequence = NullSequence }, [.. Columns.Select(column => column.Field())]);
}

/// <summary>A column of the output, for targets that take its values. Members as in Table Schema; defaults are left out.</summary>
public sealed record ReceiptColumn(string Name, string Type)
{
    private static readonly Field Standard = new() { Name = "" };

    public string? Format { get; init; }

    /// <summary>Null if two-digit years are those of POSIX, or the column has no dates.</summary>
    public int? YearPivot { get; init; }

    /// <summary>The order of the numbers in dates with the format <c>any</c>: <c>day-first</c>, <c>month-first</c>, <c>year-first</c>. Null: no such dates.</summary>
    public string? DateOrder { get; init; }

    public string? DecimalChar { get; init; }

    public string? GroupChar { get; init; }

    /// <summary>True if its times without UTC offset are those of another zone; else null.</summary>
    public bool? LocalTime { get; init; }

    /// <summary>Null if its digits are grouped in threes, or not.</summary>
    public string? Grouping { get; init; }

    /// <summary>Null if its cells contain nothing but the number.</summary>
    public bool? BareNumber { get; init; }

    public IReadOnlyList<string>? TrueValues { get; init; }

    public IReadOnlyList<string>? FalseValues { get; init; }

    public IReadOnlyList<string>? MissingValues { get; init; }

    /// <summary>Returns the properties of a field that decide how its cells are read.</summary>
    public static ReceiptColumn Of(Field field)
    {
        var isNumber = field.Type is FieldType.Number or FieldType.Integer;
        return new ReceiptColumn(field.Name, field.Type.ToString().ToLowerInvariant())
        {
            Format = field.Format == Standard.Format ? null : field.Format,
            YearPivot = field.YearPivot == Standard.YearPivot ? null : field.YearPivot,
            DateOrder = field.DateOrder?.Name,
            LocalTime = field.IsLocalTime ? true : null,
            DecimalChar = isNumber && field.DecimalChar != Standard.DecimalChar ? field.DecimalChar : null,
            GroupChar = isNumber ? field.GroupChar : null,
            Grouping = isNumber && field.Grouping == DigitGrouping.Indian ? "indian" : null,
            BareNumber = isNumber && !field.BareNumber ? false : null,
            TrueValues = field.Type == FieldType.Boolean ? field.TrueValues : null,
            FalseValues = field.Type == FieldType.Boolean ? field.FalseValues : null,
            MissingValues = field.MissingValues,
        };
    }

    /// <summary>Returns the field.</summary>
    /// <exception cref="IOException">It has a type that this version does not know.</exception>
    public Field Field() => new()
    {
        Name = Name,
        Type = Enum.TryParse<FieldType>(Type, ignoreCase: true, out var type) ? type : throw new IOException($"the receipt names the column type {Type}, which this version does not support"),
        Format = Format ?? Standard.Format,
        YearPivot = YearPivot ?? Standard.YearPivot,
        DateOrder = Tables.Primitives.Temporal.DateOrder.Find(DateOrder),
        IsLocalTime = LocalTime ?? false,
        DecimalChar = DecimalChar ?? Standard.DecimalChar,
        GroupChar = GroupChar,
        Grouping = Grouping is null ? DigitGrouping.Thousands : DigitGrouping.Indian,
        BareNumber = BareNumber ?? true,
        TrueValues = TrueValues ?? Standard.TrueValues,
        FalseValues = FalseValues ?? Standard.FalseValues,
        MissingValues = MissingValues,
    };
}

/// <summary>A place that receives the output.</summary>
/// <param name="Kind"><c>directory</c>, <c>sqlite</c> …</param>
/// <param name="Path">The folder, relative to the zone; its equivalent for another kind.</param>
/// <param name="Name">The name of the output in it, with the job's stamp before the ending if that is taken; the table of a database; the name of a command.</param>
/// <param name="Target">Its name in the feed, under which <c>loaded/</c> acknowledges it; null: the folder of the zone, whose rename does.</param>
public sealed record ReceiptTarget(string Kind, string Path, string Name, string? Target = null)
{
    /// <summary>Whether this is the folder of the zone, the last target of all.</summary>
    [JsonIgnore]
    public bool IsDirectory => Target is null;

    /// <summary>The place of the output, for people.</summary>
    [JsonIgnore]
    public string Place => IsDirectory ? Path : Kind == "command" ? $"{Name} by {Path}" : $"{Name} in {Path}";
}

/// <summary>An earlier delivery of the same content.</summary>
/// <param name="Job">The name of its job.</param>
/// <param name="File">Its name, as shown to people.</param>
/// <param name="Sealed">When it was sealed, UTC.</param>
public sealed record EarlierDelivery(string Job, string File, DateTimeOffset Sealed);
