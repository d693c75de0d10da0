using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>The settings by which PostgreSQL reads text, which roles, databases and poolers may change.</summary>
internal static class PostgresSession
{
    /// <summary>Sets them for the transaction. Times without a time zone are UTC, unless the connection string names another.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="timezone">Of the connection string.</param>
    /// <param name="stopping">Ends the statement.</param>
    public static async Task SetAsync(NpgsqlConnection connection, string timezone, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'iso_8601', true), set_config('lc_monetary', 'C', true), set_config('timezone', $1, true),
              set_config('extra_float_digits', '3', true), set_config('array_nulls', 'on', true), set_config('xmloption', 'content', true)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = timezone });
        await command.ExecuteNonQueryAsync(stopping).ConfigureAwait(false);
    }
}
