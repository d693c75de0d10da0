using DropZone.Csv.Dialects;
using DropZone.Csv.Reading;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Steps;

namespace DropZone.Tables.Conversion;

/// <summary>The rules for the files of a feed, as configured. <see cref="TableConversion"/> compiles and runs it.</summary>
public sealed record RuleSet
{
    /// <summary>The accepted dialects, at least one: the first whose header matches a schema is used.</summary>
    public IReadOnlyList<Dialect> Dialects { get; init; } = [new()];

    /// <summary>The accepted versions of the schema, chosen by the header. Empty: any well-formed CSV with a header is accepted.</summary>
    public IReadOnlyList<TableSchema> Schemas { get; init; } = [];

    /// <summary>The cells without a value of a table without a schema.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [""];

    /// <summary>Whether no cell may be shown: a command created the table from one with sensitive fields, whose columns in it are unknown.</summary>
    public bool HidesCells { get; init; }

    /// <summary>Whether messages of other programs about its rows, which may quote any cell, must not be shown.</summary>
    public bool HasSensitiveCells => HidesCells || Schemas.Any(schema => schema.Fields.Any(column => column.Sensitive));

    public BlankRows BlankRows { get; init; } = BlankRows.Fail;

    public BadRows BadRows { get; init; } = BadRows.Fail;

    /// <summary>Maximum for a file to be split; null: any number, as long as one row is good.</summary>
    public MaxBadRows? MaxBadRows { get; init; }

    /// <summary>The pattern that the first line of the footer must match; null: the footer must not be a valid row.</summary>
    public string? FooterMatch { get; init; }

    /// <summary>The minimum number of rows to deliver.</summary>
    public int MinRows { get; init; }

    /// <summary>Whether <see cref="MinRows"/> is a default, because a target replaces the rows of its table.</summary>
    public bool ReplacesRows { get; init; }

    public IReadOnlyList<TransformStep> Steps { get; init; } = [];

    /// <summary>Index of the first step in the feed's list, which may be cut into parts, for problems.</summary>
    public int FirstStep { get; init; }

    /// <summary>Whether a target reads the cells as values, not as text.</summary>
    public bool AreRead { get; init; }

    /// <summary>The columns of the table before a command, whose formats the cells may still have.</summary>
    internal IReadOnlyList<Field> Origins { get; init; } = [];

    internal StepList StepList => new(Steps, FirstStep, References) { AreRead = AreRead };

    /// <summary>The dialect of the output.</summary>
    public OutputDialect Output { get; init; } = new();

    public IReadOnlyList<ReferenceTable> References { get; init; } = [];

    /// <summary>The maximum uncompressed size of a compressed file, in bytes.</summary>
    public long MaxUnpackedSize { get; init; } = 16L << 30;

    /// <summary>The maximum size of a record, in bytes.</summary>
    public int MaxRecordSize { get; init; } = RecordReader.MaxRecordSize;
}

/// <summary>The effect of bad rows on their file.</summary>
public enum BadRows
{
    /// <summary>One bad row fails the file.</summary>
    Fail,

    /// <summary>Good rows are delivered; bad rows are written to the rejects.</summary>
    Split,
}

/// <summary>The maximum number of bad rows for a file to be split.</summary>
/// <param name="Amount">A number of rows, or a percentage of all rows.</param>
public readonly record struct MaxBadRows(decimal Amount, bool IsPercent)
{
    public bool Allows(long bad, long all) => IsPercent ? bad * 100m <= Amount * all : bad <= Amount;

    /// <summary>Returns it as written: <c>1%</c>, <c>100</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount}{(IsPercent ? "%" : "")}");
}

/// <summary>Treatment of a row whose cells are all empty.</summary>
public enum BlankRows
{
    Fail,
    Skip,
}
