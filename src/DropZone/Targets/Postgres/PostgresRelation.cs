using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>What a table does with rows besides storing them. Source: https://www.postgresql.org/docs/current/catalog-pg-trigger.html</summary>
/// <param name="MaySkip">Whether a COPY is impossible, or does not count rows that a trigger skips: views, foreign tables, row security, triggers.</param>
/// <param name="MayKeep">Whether rows may remain after a DELETE of all.</param>
internal sealed record PostgresRelation(bool MaySkip, bool MayKeep)
{
    // tgtype: 1 for each row, 2 before, 4 INSERT, 8 DELETE, 64 instead of; ev_type: 4 DELETE
    private const string Query = """
        WITH RECURSIVE tree AS (
          SELECT to_regclass($1)::oid AS id
          UNION
          SELECT inhrelid FROM pg_inherits JOIN tree ON inhparent = id)
        SELECT
          EXISTS (SELECT FROM pg_class JOIN tree ON oid = id WHERE relkind IN ('v', 'f'))
            OR row_security_active(to_regclass($1)::oid)
            OR EXISTS (SELECT FROM pg_trigger JOIN tree ON tgrelid = id WHERE tgtype & 1 > 0 AND tgtype & 66 > 0 AND tgtype & 4 > 0 AND tgenabled <> 'D'),
          EXISTS (SELECT FROM pg_class JOIN tree ON oid = id WHERE relkind IN ('v', 'f'))
            OR EXISTS (SELECT FROM pg_rewrite JOIN tree ON ev_class = id WHERE ev_type = '4')
            OR EXISTS (SELECT FROM pg_trigger JOIN tree ON tgrelid = id WHERE tgtype & 1 > 0 AND tgtype & 66 > 0 AND tgtype & 8 > 0 AND tgenabled <> 'D')
        """;

    /// <param name="connection">To the database.</param>
    /// <param name="table">Its name, quoted.</param>
    /// <param name="stopping">Ends the query.</param>
    public static async Task<PostgresRelation> OfAsync(NpgsqlConnection connection, string table, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await command.ExecuteReaderAsync(stopping).ConfigureAwait(false);
        await reader.ReadAsync(stopping).ConfigureAwait(false);
        return new PostgresRelation(reader.GetBoolean(0), reader.GetBoolean(1));
    }
}
