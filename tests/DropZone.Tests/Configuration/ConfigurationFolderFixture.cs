using System.IO.Abstractions.TestingHelpers;
using System.Runtime.CompilerServices;
using DropZone.Configuration;
using DropZone.Configuration.Yaml;
using DropZone.Feeds;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;

namespace DropZone.Tests.Configuration;

/// <summary>A configuration folder in memory and the results of reading it.</summary>
internal sealed class ConfigurationFolderFixture
{
    private readonly MockFileSystem _files = new();

    /// <summary>Programs of the machine that tests name: only the kernel decides whether a program can be executed.</summary>
    private static readonly string[] Programs = ["/bin/sh", "/bin/true", "/usr/bin/sh", "/usr/bin/true", "/usr/bin/python3", "/etc/passwd"];

    public ConfigurationFolderFixture()
    {
        _files.AddDirectory(Path);
        foreach (var program in Programs.Where(File.Exists))
            _files.AddFile(program, new MockFileData(""));
    }

    /// <summary>Problems that the compiler reports; none unless a test names some.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; init; } = [];

    public string Path { get; } = "/zone/etc";

    public MockFileSystem Files => _files;

    public ConfigurationFolderFixture With(string name, string text) => With(name, new MockFileData(text));

    public ConfigurationFolderFixture With(string name, MockFileData file)
    {
        _files.AddFile($"{Path}/{name}", file);
        return this;
    }

    /// <summary>One feed: its file begins in line 1 with <c>feed: orders</c>.</summary>
    public static ConfigurationFolderFixture Feed(string below) => new ConfigurationFolderFixture().With("feeds.d/orders.yaml", "feed: orders\n" + below);

    public static ConfigurationFolderFixture Settings(string text) => new ConfigurationFolderFixture().With("dropzone.yaml", text);

    /// <summary>The configuration of a folder without a complaint.</summary>
    public ZoneConfiguration Read()
    {
        var configuration = ConfigurationReader.Read(_files, Path, Compile, out var complaints, out _);
        complaints.ShouldBeEmpty();
        return configuration.ShouldNotBeNull();
    }

    /// <summary>The warnings of a folder without a complaint.</summary>
    public IReadOnlyList<Complaint> Warnings()
    {
        ConfigurationReader.Read(_files, Path, Compile, out _, out var warnings).ShouldNotBeNull();
        return warnings;
    }

    /// <summary>The complaints, their files relative to the folder.</summary>
    public IReadOnlyList<Complaint> Complaints()
    {
        ConfigurationReader.Read(_files, Path, Compile, out var complaints, out _).ShouldBeNull();
        return [.. complaints.Select(complaint => complaint with { File = System.IO.Path.GetRelativePath(Path, complaint.File) })];
    }

    /// <summary>The complaints, one a line, as an operator sees them.</summary>
    public string Lines() => string.Join('\n', Complaints()).Replace(Path, "ZONE", StringComparison.Ordinal);

    /// <summary>Reads, whatever the outcome.</summary>
    public void TryRead() => ConfigurationReader.Read(_files, Path, Compile, out _, out _);

    // Replaces the compiler: other tests cover the meaning of the rules.
    private TableConversion? Compile(RuleSet rules, out IReadOnlyList<RuleProblem> problems)
    {
        problems = rules.Schemas.Count == 0 && rules.Steps.Count == 0 ? [] : Problems;
        return problems.Count > 0 ? null : (TableConversion)RuntimeHelpers.GetUninitializedObject(typeof(TableConversion));
    }
}
