using System.Text;
using DropZone.Csv.Dialects;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Dialects;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=")]
    [InlineData("@SUM(A1)")]
    [InlineData("+cmd|'/C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("--1")]
    [InlineData("-A1")]
    [InlineData("-1e")]
    [InlineData("-1e5e5")]
    [InlineData("-.")]
    [InlineData("-1%")]
    [InlineData("-INF()")]
    [InlineData("\t1")]
    [InlineData("\r=1")]
    [InlineData("\n1")]
    [InlineData(" =1")]
    [InlineData(" \t@x")]
    [InlineData("\u00A0=1")]
    [InlineData("\u3000+A1")]
    [InlineData("＝1")]
    [InlineData("＋A1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void A_cell_that_a_spreadsheet_may_run_is_a_formula(string cell) => Formula.Is(Encoding.UTF8.GetBytes(cell)).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a=1")]
    [InlineData("1-2")]
    [InlineData("'=1")]
    [InlineData("\"=1\"")]
    [InlineData("ä")]
    [InlineData("a\t=1")]
    [InlineData("-12.50")]
    [InlineData("-12,50")]
    [InlineData("+3")]
    [InlineData("-1e5")]
    [InlineData("-1,5E+10")]
    [InlineData("-.5")]
    [InlineData("-5.")]
    [InlineData(" -12.50 ")]
    [InlineData("-1.234.567,89")]
    [InlineData("-1'234.50")]
    [InlineData("-1’234.50")]
    [InlineData("-1\u00A0234,50")]
    [InlineData("-1\u202F234,50")]
    [InlineData("+41 31 000 00 00")]
    [InlineData("-INF")]
    public void Text_and_numbers_are_no_formulas(string cell) => Formula.Is(Encoding.UTF8.GetBytes(cell)).ShouldBeFalse();

    [Theory]
    [InlineData("7", true)]
    [InlineData("-12.50", true)]
    [InlineData("0,5", true)]
    [InlineData(".5", true)]
    [InlineData("5,", true)]
    [InlineData("1E-7", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData(".", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("e5", false)]
    [InlineData(" 1", false)]
    [InlineData("1 ", false)]
    [InlineData("1a", false)]
    [InlineData("٣", false)]
    public void A_number_has_digits_a_sign_a_mark_and_an_exponent(string cell, bool isNumber) =>
        NumberText.Is(Encoding.UTF8.GetBytes(cell)).ShouldBe(isNumber);
}
