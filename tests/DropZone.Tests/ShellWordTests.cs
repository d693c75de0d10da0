using System.Diagnostics;
using Shouldly;
using Xunit;

namespace DropZone.Tests;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("/var/lib/dropzone", "/var/lib/dropzone")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("$(id) `id` \\ \" * ~", "'$(id) `id` \\ \" * ~'")]
    public void A_shell_reads_the_word_as_the_text(string text, string word)
    {
        ShellWord.Of(text).ShouldBe(word);
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf %s {word}"]) { RedirectStandardOutput = true })!;
        shell.StandardOutput.ReadToEnd().ShouldBe(text);
        shell.WaitForExit();
    }

    [Theory]
    [InlineData("/var/lib/dropzone", "/etc/dropzone", "")]
    [InlineData("/var/lib/dropzone", "/srv/etc", " --config /srv/etc")]
    [InlineData("/srv/a b", null, " --zone '/srv/a b'")]
    [InlineData("/srv/a", "/etc/dropzone", " --zone /srv/a --config /etc/dropzone")]
    public void A_command_names_the_zone_only_as_far_as_necessary(string root, string? configuration, string options) =>
        new Zone(root, configuration).Options.ShouldBe(options);
}
