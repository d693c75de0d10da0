namespace DropZone.Rules;

/// <summary>The errors of one run: the first of each code, and the true number of all.</summary>
internal sealed class ErrorLog
{
    private const int KeptOfEachCode = 1000;

    private readonly List<TableError> errors = [];
    private readonly Dictionary<ErrorCode, long> counts = [];

    public bool Any => counts.Count > 0;

    /// <summary>Counts an error; true: it is to be kept, with <see cref="Keep"/>.</summary>
    public bool Count(ErrorCode code) => (counts[code] = counts.GetValueOrDefault(code) + 1) <= KeptOfEachCode;

    public void Keep(TableError error) => errors.Add(error);

    public ConversionResult Result(RowCounts rows) => new(rows, errors, counts);
}
