using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class FolderListingTests
{
    [Fact]
    public void All_names_without_a_dot_at_their_start_are_listed()
    {
        using var folder = new TemporaryFolder();
        var expected = Enumerable.Range(0, 5000).Select(i => $"file-ä-{i}").ToList();
        foreach (var name in expected)
        {
            File.WriteAllText(folder.At(name), "");
            File.WriteAllText(folder.At($".{name}"), "");
        }

        Directory.CreateDirectory(folder.At("folder"));
        var found = FolderListing.Visible(folder.At(".")).ToList();
        found.Select(entry => entry.Name).ShouldBe([.. expected, "folder"], ignoreOrder: true);
        found.Single(entry => entry.Name == "folder").MayBeFolder.ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_error() =>
        Should.Throw<LinuxException>(() => FolderListing.Visible("/nowhere").ToList()).Error.ShouldBe(SystemError.NotFound);
}
