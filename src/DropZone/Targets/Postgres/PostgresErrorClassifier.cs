using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Decides which errors of PostgreSQL are temporary. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
internal static partial class PostgresErrorClassifier
{
    /// <summary>Classes of SQLSTATE, or whole codes: connection, resources, rolled-back transactions, server shutdown and start, locks.</summary>
    private static readonly string[] Passing = ["08", "40", "53", "57", "58", "XX", "25006", "55P03", "55006"];

    /// <summary>Classes of SQLSTATE: unsupported feature, object state, schema, syntax and rights.</summary>
    private static readonly string[] OfTable = ["0A", "55", "3F", "42"];

    /// <summary>A server in need of repair, or a pooler that cannot connect; but a function or a trigger fails with it for certain rows.</summary>
    private const string InternalError = "XX000";

    /// <summary>Returns null for an exception that no server or connection causes.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="target">The table and its database.</param>
    /// <param name="hasSentRows">Whether the server had rows of the output: an internal error then concerns this file, not the server.</param>
    /// <param name="hidesMessages">Whether only code, constraint and column are shown of what the server reported.</param>
    public static LoadResult? ResultOf(Exception failure, PostgresTarget target, bool hasSentRows = false, bool hidesMessages = false) => failure switch
    {
        PostgresException error when CanPass(error.SqlState) && !(hasSentRows && error.SqlState == InternalError) =>
            new LoadResult.Down(hidesMessages ? $"{target.Database} reported error {error.SqlState}" : $"{target.Database} reported: {error.MessageText} ({error.SqlState})"),
        PostgresException error => new LoadResult.Refused(Refusal(error, target, hidesMessages)),
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } broken => new LoadResult.Down($"{target.Database} cannot be reached: {Innermost(broken)}"),
        NpgsqlException broken => broken.IsTransient ? new LoadResult.Down($"{target.Database} cannot be reached: {broken.Message}") : new LoadResult.Refused($"{target.Database}: {broken.Message}"),
        SocketException or TimeoutException => new LoadResult.Down($"{target.Database} cannot be reached: {failure.Message}"),
        ArgumentException or NotSupportedException => new LoadResult.Refused($"the connection string of {target.Database} is invalid. Check its keywords."),
        _ => null,
    };

    /// <summary>Whether the server refuses rows, and not all of them because of its state or the table.</summary>
    public static bool IsAboutRows(PostgresException error) => error.SqlState == InternalError || !(CanPass(error.SqlState) || IsAboutTable(error));

    /// <summary>
    /// Whether every row would fail so: a missing right, something that the table does not support. A function may fail with any code for
    /// certain rows ("PL/pgSQL function f() line 3"), row security for those that violate a policy, and a type for texts that it cannot read.
    /// </summary>
    private static bool IsAboutTable(PostgresException error) =>
        Array.Exists(OfTable, code => error.SqlState.StartsWith(code, StringComparison.Ordinal))
        && error.Routine != "ExecWithCheckOptions" && !Place().Match(error.Where ?? "").Groups[2].Success && !(error.Where ?? "").Contains("PL/", StringComparison.Ordinal);

    /// <summary>Returns the number of the row in the COPY that the error names, from 1; 0: it names none.</summary>
    public static int RowOf(PostgresException error) =>
        Place().Match(error.Where ?? "") is { Success: true } place && int.TryParse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var row) ? row : 0;

    /// <summary>Returns the refusal of a row.</summary>
    public static RowRefusal RefusalOf(PostgresException error, long row, PostgresTarget target, bool hidesMessages) =>
        new(row, ColumnOf(error), Explained(error, target, hidesMessages));

    private static bool CanPass(string state) => Array.Exists(Passing, code => state.StartsWith(code, StringComparison.Ordinal));

    private static string Refusal(PostgresException error, PostgresTarget target, bool hidesMessages)
    {
        var place = Place().Match(error.Where ?? "");
        var row = place.Success ? string.Create(CultureInfo.InvariantCulture, $"row {place.Groups[1].Value} of the output, ") : "";
        var column = ColumnOf(error) is { } name && !(hidesMessages && !place.Groups[2].Success) ? $"column {name}, " : "";
        return $"{target.Place} rejected the output: {row}{column}{Explained(error, target, hidesMessages)}";
    }

    private static string? ColumnOf(PostgresException error) =>
        !string.IsNullOrEmpty(error.ColumnName) ? error.ColumnName : Place().Match(error.Where ?? "").Groups[2] is { Success: true } column ? column.Value : null;

    /// <summary>Returns the whole explanation of the server: message, detail and hint.</summary>
    private static string Explained(PostgresException error, PostgresTarget target, bool hidesMessages)
    {
        if (hidesMessages)
            return $"{Named(error)} ({error.SqlState}){Remedy(error, target)}";
        var constraint = string.IsNullOrEmpty(error.ConstraintName) || error.MessageText.Contains(error.ConstraintName, StringComparison.Ordinal) ? "" : $", constraint {error.ConstraintName}";
        var detail = string.IsNullOrEmpty(error.Detail) ? "" : $". {WithoutValues(error.Detail)}";
        var hint = string.IsNullOrEmpty(error.Hint) ? "" : $" Hint: {error.Hint}";
        return $"{WithoutValue(error)}{constraint} ({error.SqlState}){detail}{hint}{(hint.Length == 0 ? Remedy(error, target) : "")}";
    }

    private static string Remedy(PostgresException error, PostgresTarget target) => error.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege when IsAboutTable(error) =>
            $". GRANT the service's user INSERT on {target.Table}, and INSERT, SELECT, UPDATE on dropzone_jobs, which the service creates if it has the CREATE privilege.",
        PostgresErrorCodes.InvalidColumnReference => ". Create a unique index of exactly the columns of `key`, or correct `key`.",
        _ when IsAboutTable(error) => ". Change the table, or the `table` or `mode` of the target.",
        _ => "",
    };

    /// <summary>Removes the values from a detail, which follow the names of their columns: values must not be logged.</summary>
    private static string WithoutValues(string detail) =>
        KeyValues().IsMatch(detail) ? KeyValues().Replace(detail, "=(…)") : RowValues().Replace(detail, "(…)");

    /// <summary>Returns the names in an error. Its text and its details may quote any cell: a trigger composes them.</summary>
    private static string Named(PostgresException error) =>
        string.Concat(
            string.IsNullOrEmpty(error.ColumnName) ? "" : $"column {error.ColumnName}, ",
            string.IsNullOrEmpty(error.ConstraintName) ? "" : $"constraint {error.ConstraintName}, ",
            "message hidden because the feed has sensitive columns. Read the server's log");

    /// <summary>Removes the quoted value from the message of a data exception: values must not be logged.</summary>
    private static string WithoutValue(PostgresException error) => error.SqlState.StartsWith("22", StringComparison.Ordinal) ? Quoted().Replace(error.MessageText, "\"…\"") : error.MessageText;

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;

    // "COPY orders, line 2, column amount: ..."
    [GeneratedRegex(@"COPY .*, line (\d+)(?:, column ([^:]+))?")]
    private static partial Regex Place();

    // "Key (id)=(7) already exists."
    [GeneratedRegex(@"=\(.*\)", RegexOptions.Singleline)]
    private static partial Regex KeyValues();

    // "Failing row contains (7, Anna)."
    [GeneratedRegex(@"\(.*\)", RegexOptions.Singleline)]
    private static partial Regex RowValues();

    // the quotation marks of all languages of the server
    [GeneratedRegex("[\"'«»„“”‘’].*[\"'«»„“”‘’]", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
