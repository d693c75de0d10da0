using System.IO.Abstractions;
using System.Text;
using DropZone.Configuration;
using DropZone.Feeds;
using DropZone.Inference;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>The feed that is inferred from texts, written down and read again as an operator's would be.</summary>
internal sealed class InferredFeed
{
    private InferredFeed(string yaml, Feed feed)
    {
        Yaml = yaml;
        Feed = feed;
    }

    public string Yaml { get; }

    public Feed Feed { get; }

    public TableSchema Schema => Feed.Rules.Schemas[0];

    public static InferredFeed From(params string[] samples) => From([.. samples.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Fails unless every sample passes the feed that was read back.</summary>
    public static InferredFeed From(params byte[][] samples)
    {
        var inferred = TryFrom(samples, out var fault);
        fault.ShouldBeNull();
        return inferred.ShouldNotBeNull();
    }

    public static SampleFault Fault(params string[] samples)
    {
        TryFrom([.. samples.Select(Encoding.UTF8.GetBytes)], out var fault).ShouldBeNull();
        return fault.ShouldNotBeNull();
    }

    public static InferredFeed? TryFrom(byte[][] samples, out SampleFault? fault)
    {
        var named = samples.Select((bytes, i) => new Sample($"sample-{i + 1}.csv", () => new MemoryStream(bytes))).ToList();
        if (FeedInference.Of(named, TestContext.Current.CancellationToken, out fault) is not { } table)
            return null;
        var names = named.ConvertAll(sample => sample.Name);
        var yaml = FeedText.Of(table, FeedNaming.Of(names), names);
        using var folder = new TemporaryFolder();
        folder.Write("feeds.d/sample.yaml", yaml);
        var configuration = ConfigurationReader.Read(new FileSystem(), folder.Path, TableConversion.Compile, out var complaints, out _);
        complaints.ShouldBeEmpty(yaml);
        var feed = configuration.ShouldNotBeNull().Feeds.Single(feed => feed.Name == "sample");
        foreach (var sample in samples)
            feed.Conversion.Run(new MemoryStream(sample), new ConversionOutput(Stream.Null, null, () => new MemoryStream()),
                Facts.Of("sample.csv", "job"), TestContext.Current.CancellationToken).Errors.ShouldBeEmpty(yaml);
        return new InferredFeed(yaml, feed);
    }
}
