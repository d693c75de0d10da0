using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Project;

/// <summary>
/// Senders write in incoming/, consumers in outgoing/ and in folders elsewhere. What works there holds the folder by a descriptor: a path
/// that is resolved twice may lead elsewhere the second time.
/// </summary>
public sealed partial class OpenFoldersTests
{
    private const string Library = SourceFile.Library;

    /// <summary>They work in such folders.</summary>
    private static readonly string[] Workers =
    [
        "Intake/", "Notifications/Senders/ReplySender.cs", "Spool/ConsumerFolder.cs", "Spool/Durable/CopySteps.cs", "Spool/Durable/DeliverSteps.cs",
        "Spool/Durable/ResubmitSteps.cs", "Spool/FeedFolder.cs", "Spool/FeedWay.cs", "Spool/Folders/", "Spool/Recovery/SecondNames.cs",
        "Spool/Recovery/ZoneRecovery.cs", "Spool/RenameProbe.cs", "Targets/Directories/",
    ];

    /// <summary>They know the path of incoming/: the workers, which open it, and those that only show or count.</summary>
    private static readonly string[] KnowIncoming =
    [
        "Intake/IntakeLoop.cs", "Intake/WatchedFolders.cs", "Spool/FeedFolder.cs", "Spool/Folders/TrustedPath.cs", "Spool/OpenZone.cs",
        "Spool/Recovery/SecondNames.cs", "Spool/Recovery/ZoneRecovery.cs", "Status/ZoneDepths.cs", "Status/ZoneSurvey.cs",
    ];

    private static readonly IReadOnlyList<SourceFile> Sources =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Library), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Repository.Read(path)))];

    [Fact]
    public void No_path_call_of_dotnet_works_in_folders_of_senders_and_consumers()
    {
        foreach (var worker in Workers)
        {
            var sources = Sources.Where(source => source.Path.StartsWith(Library + worker, StringComparison.Ordinal)).ToList();
            sources.ShouldNotBeEmpty(worker);
            foreach (var source in sources)
                PathCall().Matches(source.Code).Select(match => match.Value).ShouldBeEmpty(source.Path);
        }
    }

    [Fact]
    public void The_path_of_the_incoming_folder_is_known_to_few() =>
        Sources.Where(source => Regex.IsMatch(Repository.Read(source.Path), @"[zZ]one\.Incoming\b"))
            .Select(source => source.Path[Library.Length..]).ShouldBe(KnowIncoming);

    [GeneratedRegex(@"\b(File|Directory|FileInfo|DirectoryInfo)\.[A-Z]\w*\(|\bnew (FileStream|FileInfo|DirectoryInfo|StreamReader|StreamWriter)\(")]
    private static partial Regex PathCall();
}
