using DropZone.Reports.Text;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Text;

public sealed class ParagraphTests
{
    [Fact]
    public void A_command_is_not_broken_across_lines()
    {
        var text = Set("Fix the rows in rejects.csv in that folder and then run `dropzone failed retry k7f3q9xd --zone /srv/zone` once.");
        text.ShouldBe("""
              1. Fix the rows in rejects.csv in that folder and then run
                 `dropzone failed retry k7f3q9xd --zone /srv/zone` once.

            """);
    }

    [Fact]
    public void A_command_that_no_line_can_hold_is_broken_at_its_spaces()
    {
        var lines = Set($"Run `dropzone failed retry k7f3q9xd --zone /srv/{new string('z', 50)} --config /etc/{new string('c', 20)}` once.").Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[1].TrimStart().ShouldStartWith("`dropzone failed retry");
        lines.ShouldNotContain(line => line.Trim().Length < 5 && line.Length > 0);
    }

    private static string Set(string text)
    {
        var writer = new StringWriter { NewLine = "\n" };
        Paragraph.Write(writer, "  1. ", text);
        return writer.ToString();
    }
}
