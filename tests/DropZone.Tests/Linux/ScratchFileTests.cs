using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

public sealed class ScratchFileTests
{
    [Fact]
    public void Several_scratch_files_of_one_folder_are_independent_and_leave_no_name()
    {
        using var folder = new TemporaryFolder();
        using var first = ScratchFile.OpenIn(folder.Path);
        using var second = ScratchFile.OpenIn(folder.Path);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
        first.Write("one"u8);
        second.Write("two"u8);
        first.Position = 0;
        new StreamReader(first).ReadToEnd().ShouldBe("one");
    }
}
