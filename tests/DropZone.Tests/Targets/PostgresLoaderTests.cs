using System.IO.Abstractions.TestingHelpers;
using System.Net.Sockets;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;
using DropZone.Targets.Loading;
using DropZone.Targets.Postgres;
using Npgsql;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets;

/// <summary>Tests without a server: names, temporary and permanent errors. The end-to-end tests load into a real one.</summary>
public sealed class PostgresLoaderTests
{
    private static readonly PostgresTarget Target = new("postgres", new SecretText("Host=127.0.0.1;Port=1;Timeout=5", new MockFileSystem()), "shop on 127.0.0.1", "public.orders");

    [Theory]
    [InlineData("08006", true)]
    [InlineData("40001", true)]
    [InlineData("53300", true)]
    [InlineData("57P01", true)]
    [InlineData("58030", true)]
    [InlineData("XX000", true)]
    [InlineData("XX001", true)]
    [InlineData("25006", true)]
    [InlineData("55P03", true)]
    [InlineData("25001", false)]
    [InlineData("22P02", false)]
    [InlineData("23505", false)]
    [InlineData("28P01", false)]
    [InlineData("42501", false)]
    [InlineData("42P01", false)]
    public void The_state_of_the_server_passes_and_data_schema_and_permissions_do_not(string state, bool canPass) =>
        (PostgresErrorClassifier.ResultOf(Error(state, "some words"), Target) is LoadResult.Down).ShouldBe(canPass);

    [Fact]
    public void A_refusal_names_row_and_column_of_the_output_and_not_the_value()
    {
        var message = Refused(Error("22P02", "invalid input syntax for type bigint: \"Müller's secret\"", "COPY orders, line 2, column amount: \"Müller's secret\""));
        message.ShouldBe("public.orders in shop on 127.0.0.1 rejected the output: row 2 of the output, column amount, invalid input syntax for type bigint: \"…\" (22P02)");
    }

    [Theory]
    [InlineData("XX000", false)]
    [InlineData("XX001", true)]
    [InlineData("57P01", true)]
    public void An_internal_error_about_rows_concerns_the_file_and_not_the_server(string state, bool canPass) =>
        (PostgresErrorClassifier.ResultOf(Error(state, "some words"), Target, hasSentRows: true) is LoadResult.Down).ShouldBe(canPass);

    [Theory]
    [InlineData("P0001")]
    [InlineData("23505")]
    [InlineData("57014")]
    public void Of_a_feed_with_sensitive_columns_only_names_and_the_code_are_shown(string state)
    {
        var error = new PostgresException(
            "Müller is on the list", "ERROR", "ERROR", state, detail: "Key (name)=(Müller)", where: "PL/pgSQL function check() line 3 at RAISE\nCOPY orders, line 2: \"Müller\"",
            columnName: "name", constraintName: "orders_name_key");
        var message = PostgresErrorClassifier.ResultOf(error, Target, hasSentRows: true, hidesMessages: true) switch
        {
            LoadResult.Refused(var refusal, _) => refusal,
            LoadResult.Down(var reason) => reason,
            _ => "",
        };
        message.ShouldContain(state);
        message.ShouldNotContain("Müller");
        if (state != "57014")
            message.ShouldContain("row 2 of the output, column name, constraint orders_name_key");
    }

    [Fact]
    public void Other_messages_than_those_of_data_are_kept_whole() =>
        Refused(Error("42P01", "relation \"orders\" does not exist")).ShouldContain("relation \"orders\" does not exist");

    [Fact]
    public void A_missing_privilege_comes_with_the_grant_that_it_needs() => Refused(Error("42501", "permission denied")).ShouldContain("GRANT");

    [Fact]
    public void A_broken_connection_counts_as_down_and_an_unknown_exception_is_not_classified()
    {
        PostgresErrorClassifier.ResultOf(new NpgsqlException("broken", new SocketException((int)SocketError.ConnectionReset)), Target).ShouldBeOfType<LoadResult.Down>();
        PostgresErrorClassifier.ResultOf(new TimeoutException(), Target).ShouldBeOfType<LoadResult.Down>();
        PostgresErrorClassifier.ResultOf(new ArgumentException("Keyword not supported: secret"), Target).ShouldBeOfType<LoadResult.Refused>().Message.ShouldNotContain("secret");
        PostgresErrorClassifier.ResultOf(new InvalidOperationException(), Target).ShouldBeNull();
    }

    [Theory]
    [InlineData("orders", "\"orders\"")]
    [InlineData("public.Orders", "\"public\".\"Orders\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    public void Names_are_quoted(string name, string quoted) => PostgresName.Quoted(name).ShouldBe(quoted);

    [Fact]
    public void A_column_may_have_a_point_and_the_table_of_jobs_is_in_the_schema_of_the_table()
    {
        PostgresName.QuotedPart("a.b").ShouldBe("\"a.b\"");
        PostgresName.Beside("sales.orders", "dropzone_jobs").ShouldBe("sales.dropzone_jobs");
        PostgresName.Beside("orders", "dropzone_jobs").ShouldBe("dropzone_jobs");
    }

    [Fact]
    public async Task A_server_that_is_not_there_counts_as_down()
    {
        using var job = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote);
        using var loader = new PostgresLoader(Target);
        (await loader.LoadAsync(job.Request("postgres", Target.Database, Target.Table, "postgres"), TestContext.Current.CancellationToken))
            .ShouldBeOfType<LoadResult.Down>().Reason.ShouldStartWith("shop on 127.0.0.1 cannot be reached: ");
    }

    [Fact]
    public async Task A_missing_secret_counts_as_down_and_is_named()
    {
        using var job = new SealedJob("id,note\n1,a\n", SealedJob.IdAndNote);
        using var loader = new PostgresLoader(Target with { Connection = new SecretText("Host=x;Password=${DROPZONE_TEST_NO_SUCH_VARIABLE}", new MockFileSystem()) });
        (await loader.LoadAsync(job.Request("postgres", Target.Database, Target.Table, "postgres"), TestContext.Current.CancellationToken))
            .ShouldBeOfType<LoadResult.Down>().Reason.ShouldContain("DROPZONE_TEST_NO_SUCH_VARIABLE");
    }

    private static PostgresException Error(string state, string text, string? where = null) =>
        new(text, "ERROR", "ERROR", state, where: where);

    private static string Refused(Exception failure) => PostgresErrorClassifier.ResultOf(failure, Target).ShouldBeOfType<LoadResult.Refused>().Message;
}
