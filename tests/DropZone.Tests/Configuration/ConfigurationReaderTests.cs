using DropZone.Feeds;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void An_absent_folder_means_the_defaults_and_the_built_in_feed()
    {
        var folder = new ConfigurationFolderFixture();
        var configuration = folder.Read();
        configuration.Settings.ShouldBe(new Settings());
        var feed = configuration.Feeds.ShouldHaveSingleItem();
        (feed.Name, feed.Directory!.Path, feed.Rules.Schemas.Count, feed.Rules.Dialects[0].Delimiter, feed.Settle)
            .ShouldBe(("default", "outgoing/default", 0, null, TimeSpan.FromSeconds(1)));
        feed.Digest.ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var folder = ConfigurationFolderFixture.Settings(
            "workers: 8\nrescan: 1m\nmin-free: 1 GB\nnetwork-settle: 2m\ndefault-feed: off\nlogs: { keep: 30d }\n");
        var configuration = folder.Read();
        configuration.Feeds.ShouldBeEmpty();
        configuration.Settings.ShouldBe(new Settings
        {
            Workers = 8,
            Rescan = TimeSpan.FromMinutes(1),
            MinFree = 1_000_000_000,
            NetworkSettle = TimeSpan.FromMinutes(2),
            DefaultFeed = false,
            LogDays = 30,
        });
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("4096", 4096)]
    [InlineData("256MiB", 256 << 20)]
    [InlineData("10kb", 10_000)]
    public void A_size_is_bytes_or_has_a_unit(string text, long bytes)
    {
        var folder = ConfigurationFolderFixture.Settings($"min-free: {text}\n");
        folder.Read().Settings.MinFree.ShouldBe(bytes);
    }

    [Fact]
    public void Every_key_of_a_feed_is_read()
    {
        var folder = ConfigurationFolderFixture.Feed("""
            match: ["orders-*.csv", no.csv]
            settle: 0s
            complete: { checksum: "{name}.sha256" }
            blank-rows: skip
            dialect: { delimiter: "\t", quoteChar: "'" }
            transform:
              - select: [b, a]
              - rename: { a: x }
              - trim: b
              - upper: [b]
              - lower: [x]
              - date: { b: "%Y" }
              - add: { c: "{file.name}", d: 0777 }
            load:
              - directory: { path: outgoing/shared/ }
            """);
        var feed = folder.Read().FeedNamed("orders").ShouldNotBeNull();
        feed.Match.ShouldBe(["orders-*.csv", "no.csv"]);
        feed.Settle.ShouldBe(TimeSpan.Zero);
        feed.Complete.ShouldBe(new CompleteRule(CompleteKind.Checksum, "{name}.sha256"));
        feed.Directory!.Path.ShouldBe("outgoing/shared");
        feed.Rules.BlankRows.ShouldBe(BlankRows.Skip);
        (feed.Rules.Dialects[0].Delimiter, feed.Rules.Dialects[0].QuoteChar).ShouldBe(('\t', '\''));
        feed.Rules.Steps.Select(step => step.GetType()).ShouldBe(
            [typeof(SelectStep), typeof(RenameStep), typeof(TrimStep), typeof(UpperStep), typeof(LowerStep), typeof(DateStep), typeof(AddStep)]);
        ((SelectStep)feed.Rules.Steps[0]).Columns.ShouldBe(["b", "a"]);
        ((TrimStep)feed.Rules.Steps[2]).Columns.ShouldBe(["b"]);
        ((AddStep)feed.Rules.Steps[6]).Columns.ShouldBe([new("c", "{file.name}"), new("d", "0777")]);
    }

    [Theory]
    [InlineData("", ',')]
    [InlineData("dialect: { quoteChar: \"'\" }", ',')]
    [InlineData("dialect: { delimiter: tab }", '\t')]
    [InlineData("dialect: { delimiter: ; }", ';')]
    [InlineData("dialect: { delimiter: \" \" }", ' ')]
    [InlineData("dialect: { delimiter: auto }", null)]
    public void A_written_feed_has_a_comma_unless_it_says_otherwise(string line, char? delimiter)
    {
        var folder = ConfigurationFolderFixture.Feed(line);
        var feed = folder.Read().FeedNamed("orders").ShouldNotBeNull();
        feed.Rules.Dialects[0].Delimiter.ShouldBe(delimiter);
        feed.Directory!.Path.ShouldBe("outgoing/orders");
    }

    [Fact]
    public void Several_dialects_are_read_in_their_order()
    {
        var folder = ConfigurationFolderFixture.Feed("dialect: [{ delimiter: ; }, { delimiter: tab }]");
        folder.Read().FeedNamed("orders").ShouldNotBeNull().Rules.Dialects.Select(dialect => dialect.Delimiter).ShouldBe([';', '\t']);
    }

    [Fact]
    public void Reference_tables_are_named_by_path_and_opened_when_needed()
    {
        var folder = ConfigurationFolderFixture.Feed("""
            references:
              countries: ../countries.csv
              plants: { path: ../plants.csv, dialect: { delimiter: ";" } }
            """).With("countries.csv", "code\nDE\n").With("plants.csv", "");
        var references = folder.Read().FeedNamed("orders").ShouldNotBeNull().Rules.References;
        references.Select(reference => (reference.Name, reference.Dialect.Delimiter)).ShouldBe([("countries", ','), ("plants", ';')]);
        using var text = new StreamReader(references[0].Open());
        text.ReadToEnd().ShouldBe("code\nDE\n");
    }

    [Fact]
    public void A_missing_reference_table_is_reported()
    {
        var folder = ConfigurationFolderFixture.Feed("references: { countries: no.csv }");
        folder.Lines().ShouldBe("feeds.d/orders.yaml:2:26: references.countries: there is no file ZONE/feeds.d/no.csv. A path is relative to ZONE/feeds.d.");
    }

    [Fact]
    public void A_configured_default_replaces_the_built_in_one_and_is_tried_last()
    {
        var folder = new ConfigurationFolderFixture()
            .With("feeds.d/a.yaml", "feed: default\nblank-rows: skip\n")
            .With("feeds.d/b.yaml", "feed: orders\nmatch: \"*.csv\"\n");
        var configuration = folder.Read();
        configuration.Feeds.Select(feed => feed.Name).ShouldBe(["orders", "default"]);
        configuration.FeedFor("x.txt").ShouldNotBeNull().Rules.BlankRows.ShouldBe(BlankRows.Skip);
    }

    [Fact]
    public void A_configured_default_that_is_switched_off_is_a_contradiction()
    {
        var folder = ConfigurationFolderFixture.Settings("default-feed: off\n").With("feeds.d/a.yaml", "feed: default\n");
        folder.Lines().ShouldStartWith("feeds.d/a.yaml:1:7: feed: the feed `default` is configured here, but `default-feed` is off");
    }

    [Fact]
    public void Feeds_are_tried_in_the_order_of_their_file_names_and_default_takes_the_rest()
    {
        var folder = new ConfigurationFolderFixture()
            .With("feeds.d/20-b.yml", "feed: a\nmatch: \"*.csv\"\n")
            .With("feeds.d/10-a.yaml", "feed: b\nmatch: \"Orders-*.csv\"\n");
        var configuration = folder.Read();
        configuration.Feeds.Select(feed => feed.Name).ShouldBe(["b", "a", "default"]);
        configuration.FeedFor("orders-1.CSV")?.Name.ShouldBe("b");
        configuration.FeedFor("other.csv")?.Name.ShouldBe("a");
        configuration.FeedFor("other.txt")?.Name.ShouldBe("default");
        configuration.FeedNamed("c").ShouldBeNull();
    }

    [Fact]
    public void Without_the_default_feed_a_file_may_have_none()
    {
        var folder = ConfigurationFolderFixture.Settings("default-feed: off\n").With("feeds.d/a.yaml", "feed: a\n");
        folder.Read().FeedFor("x.csv").ShouldBeNull();
    }

    [Theory]
    [InlineData(".orders.yaml.swp")]
    [InlineData(".hidden.yaml")]
    [InlineData("orders.yaml~")]
    [InlineData("orders.yaml.bak")]
    [InlineData("orders.yaml.dpkg-old")]
    [InlineData("README.md")]
    [InlineData("folder.yaml/file.txt")]
    public void Files_left_by_editors_and_package_managers_are_ignored(string name)
    {
        var folder = new ConfigurationFolderFixture().With("feeds.d/" + name, "nonsense: [");
        folder.Read().Feeds.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_of_comments_configures_nothing()
    {
        var folder = ConfigurationFolderFixture.Settings("# nothing\n").With("feeds.d/a.yaml", "---\n# nothing\n");
        folder.Read().Feeds.Count.ShouldBe(1);
    }

    [Fact]
    public void Anchors_a_byte_order_mark_and_carriage_returns_are_fine()
    {
        var folder = new ConfigurationFolderFixture().With(
            "feeds.d/a.yaml", "\uFEFFfeed: a\r\ntransform:\r\n- trim: &columns [x, y]\r\n- upper: *columns\r\n");
        var feed = folder.Read().FeedNamed("a").ShouldNotBeNull();
        ((UpperStep)feed.Rules.Steps[1]).Columns.ShouldBe(["x", "y"]);
    }

    [Fact]
    public void The_digest_covers_the_feed_and_its_schema()
    {
        var folder = ConfigurationFolderFixture.Feed("schema: s.json\n").With("feeds.d/s.json", """{"fields":[{"name":"a"}]}""");
        var first = folder.Read().Feeds[0].Digest;
        first.ShouldMatch("^[0-9a-f]{64}$");
        folder.Read().Feeds[0].Digest.ShouldBe(first);
        folder.With("feeds.d/s.json", """{"fields":[{"name":"b"}]}""").Read().Feeds[0].Digest.ShouldNotBe(first);
    }
}
