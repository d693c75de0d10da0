using System.Text;
using System.Text.RegularExpressions;
using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Reports.Pages;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Pages;

public sealed class ReportPageTests
{
    private static readonly RuleSet Orders = Table.Rules(Table.Field("id"), Table.Field("price", FieldType.Number), Table.Field("note"));

    [Fact]
    public void The_invalid_cell_is_marked_in_its_row_below_its_label()
    {
        var page = Page("id,price,note\n1,2,x\n2,12x,why\n");
        page.ShouldContain("<th scope=\"row\">3</th><td class=\"cell\">2</td><td class=\"bad\"><mark>12x</mark></td><td class=\"cell\">why</td>");
        page.ShouldContain("<th scope=\"col\" class=\"at\"><span class=\"number\">2</span> <span class=\"label\">price</span></th>");
        Regex.Count(page, "<mark>").ShouldBe(1);
    }

    [Fact]
    public void A_name_at_the_start_of_the_summary_is_left_as_it_is() => Page("id,price,note\n1,x,\n").ShouldContain("<p class=\"lead\">orders.csv was rejected");

    [Fact]
    public void Each_error_code_has_its_count_title_meaning_and_remedy()
    {
        var page = Page("id,price,note\n1,x,\n2,y,\n3,4\n");
        foreach (var code in new[] { ErrorCode.TypeError, ErrorCode.MissingCell })
        {
            var description = code.Describe();
            page.ShouldContain($"<h3>{description.Title}</h3>");
            page.ShouldContain(description.Meaning);
            page.ShouldContain(description.Remedy);
        }

        page.ShouldContain("2 errors · <code>type-error</code>");
        page.ShouldContain("Also in line 3.");
        page.ShouldContain("Errors in 3 of 3 rows.");
        page.ShouldContain("<mark><span class=\"absent\">missing</span></mark>");
    }

    [Fact]
    public void Content_of_the_file_is_never_markup_and_never_hidden()
    {
        const string Evil = "<script>alert('1')</script>\u202e\u001b[31m&\"";
        var page = Page($"id,price,<b>note</b>\n<img src=x>,{Evil.Replace("\"", "", StringComparison.Ordinal)},</td>\n",
            Table.Rules(Table.Field("id"), Table.Field("price", FieldType.Number), Table.Field("<b>note</b>")), "<i>\"orders\"</i>.csv");
        foreach (var markup in new[] { "<script", "<img", "<b>", "<i>", "\u202e", "\u001b", "</td></td>" })
            page.ShouldNotContain(markup);
        page.ShouldContain("&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;\\u{202e}\\x1b[31m&amp;");
        page.ShouldContain("&lt;img src=x&gt;");
        page.ShouldContain("<h1>&lt;i&gt;&quot;orders&quot;&lt;/i&gt;.csv</h1>");
    }

    [Fact]
    public void The_page_loads_no_other_files()
    {
        var page = Page("id,price,note\n1,x,\n");
        page.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"en\">");
        page.ShouldContain("prefers-color-scheme: dark");
        foreach (var outside in new[] { "http:", "https:", "src=", "<link", "@import", "url(", "<script" })
            page.ShouldNotContain(outside);
        foreach (var element in new[] { "html", "body", "main", "section", "article", "table", "thead", "tbody", "tr", "td", "th", "dl", "ol", "mark", "p", "div", "span" })
            Regex.Count(page, $"<{element}[ >]").ShouldBe(Regex.Count(page, $"</{element}>"), element);
    }

    [Fact]
    public void An_invalid_header_is_shown_next_to_the_expected_one()
    {
        var page = Page("id,Price,note\n1,2,x\n");
        page.ShouldContain("<th scope=\"col\">Expected</th><th scope=\"col\">In the file</th>");
        page.ShouldContain("<tr><th scope=\"row\">2</th><td>price</td><td class=\"bad\"><mark>Price</mark></td></tr>");
        page.ShouldContain("<tr><th scope=\"row\">1</th><td>id</td><td>id</td></tr>");
    }

    [Fact]
    public void With_columns_in_any_order_only_the_errors_are_marked()
    {
        var free = new RuleSet { Schemas = [new TableSchema { Fields = [Table.Field("id"), Table.Field("price"), Table.Field("note")], FieldsMatch = FieldsMatch.Subset }] };
        var page = Page("note,more,id,other\nx,y,1,2\n", free);
        Regex.Count(page, "<mark>").ShouldBe(1);
        page.ShouldContain("<td>price</td><td class=\"bad\"><mark><span class=\"absent\">missing</span></mark></td>");
    }

    [Fact]
    public void Of_a_wide_header_only_the_neighbours_of_the_fault_are_shown()
    {
        var names = Enumerable.Range(1, 300).Select(i => $"c{i}").ToList();
        var page = Page(string.Join(',', names.Select(name => name == "c150" ? "x" : name)) + "\n", Table.Rules([.. names.Select(name => Table.Field(name))]));
        page.ShouldContain("… 148 more columns …");
        page.ShouldContain("<mark>x</mark>");
        Regex.Count(page, "<td>c").ShouldBe(5);
    }

    [Fact]
    public void A_file_rejected_as_a_whole_has_a_page_too()
    {
        var report = SampleReport.WithErrors(SampleReport.Whole(ErrorCode.NoFeed, "no feed is configured for orders.csv"));
        var page = Text(report);
        page.ShouldContain("<p>No feed is configured for orders.csv.</p>");
        page.ShouldNotContain("Row 0");
        page.ShouldNotContain("<table");
    }

    private static string Page(string text, RuleSet? rules = null, string name = "orders.csv")
    {
        var result = Table.Run(text, rules ?? Orders).Result;
        var report = SampleReport.WithErrors(result.Counts, result.Errors);
        return Text(report with { Rows = result.Rows, Excerpts = result.Excerpts, Header = result.Header, File = report.File with { Name = name } });
    }

    private static string Text(Report report)
    {
        using var stream = new MemoryStream();
        ReportPage.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
