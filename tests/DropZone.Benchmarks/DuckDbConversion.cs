using DuckDB.NET.Data;

namespace DropZone.Benchmarks;

/// <summary>The types and the two transforms of <see cref="OrdersFile.Feed"/> in DuckDB, on all threads. Bounds, enum and patterns are not checked.</summary>
internal static class DuckDbConversion
{
    public static void Run(string input, string output)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            COPY (
              SELECT id, reference, ordered, amount, status, lower(mail) AS mail, name, gift, changed, note, upper(code) AS code
              FROM read_csv('{{input}}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {
                id: 'BIGINT', reference: 'UUID', ordered: 'DATE', amount: 'DECIMAL(12,2)', status: 'VARCHAR', mail: 'VARCHAR', name: 'VARCHAR',
                gift: 'BOOLEAN', changed: 'TIMESTAMP', note: 'VARCHAR', code: 'VARCHAR' })
            ) TO '{{output}}' (FORMAT csv, HEADER true)
            """;
        command.ExecuteNonQuery();
    }
}
