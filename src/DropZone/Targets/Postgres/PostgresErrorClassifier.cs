using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DropZone.Feeds.Targets;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Which answers of PostgreSQL can pass. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
internal static partial class PostgresErrorClassifier
{
    /// <summary>By the class of the SQLSTATE or all of it: the connection, resources, transactions that lost, the server going down or just starting, locks.</summary>
    private static readonly string[] Passing = ["08", "40", "53", "57", "58", "XX", "25006", "55P03", "55006"];

    /// <summary>Null: it is no answer of a server.</summary>
    public static LoadResult? EndFor(Exception failure, PostgresTarget target) => failure switch
    {
        PostgresException told when CanPass(told.SqlState) => new LoadResult.Down($"{target.Database} says: {told.MessageText} ({told.SqlState})"),
        PostgresException told => new LoadResult.Refused(Refusal(told, target)),
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } broken => new LoadResult.Down($"{target.Database} cannot be reached: {Innermost(broken)}"),
        NpgsqlException broken => broken.IsTransient ? new LoadResult.Down($"{target.Database} cannot be reached: {broken.Message}") : new LoadResult.Refused($"{target.Database}: {broken.Message}"),
        SocketException or TimeoutException => new LoadResult.Down($"{target.Database} cannot be reached: {failure.Message}"),
        ArgumentException or NotSupportedException => new LoadResult.Refused($"the connection to {target.Database} cannot be used; look at its keywords"),
        _ => null,
    };

    private static bool CanPass(string state) => Array.Exists(Passing, code => state.StartsWith(code, StringComparison.Ordinal));

    private static string Refusal(PostgresException told, PostgresTarget target)
    {
        var place = Place().Match(told.Where ?? "");
        var row = place.Success ? string.Create(CultureInfo.InvariantCulture, $"row {place.Groups[1].Value} of the output, ") : "";
        var column = place.Groups[2].Success ? $"column {place.Groups[2].Value}, " : "";
        return $"{target.Place} does not take it: {row}{column}{WithoutValue(told)} ({told.SqlState})" + (told.SqlState == PostgresErrorCodes.InsufficientPrivilege
            ? $"; GRANT the service's user what it needs: INSERT on {target.Table}, and INSERT, SELECT, UPDATE on dropzone_jobs, which it makes itself where it may CREATE" : "");
    }

    /// <summary>The messages of data exceptions quote the value that they are about: it is in nobody's log.</summary>
    private static string WithoutValue(PostgresException told) => told.SqlState.StartsWith("22", StringComparison.Ordinal) ? Quoted().Replace(told.MessageText, "\"…\"") : told.MessageText;

    private static string Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure.Message;

    // "COPY orders, line 2, column amount: ..."
    [GeneratedRegex(@"line (\d+)(?:, column ([^:]+))?")]
    private static partial Regex Place();

    // the marks of the server's languages
    [GeneratedRegex("[\"'«»„“”‘’].*[\"'«»„“”‘’]", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
