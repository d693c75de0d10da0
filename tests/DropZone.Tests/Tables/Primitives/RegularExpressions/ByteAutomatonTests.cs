using System.Text;
using CsCheck;
using DropZone.Tables.Primitives.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.RegularExpressions;

/// <summary>The regular expressions of .NET are the oracle.</summary>
public sealed class ByteAutomatonTests
{
    private const string Letters = "ab1-";

    private static readonly Gen<string> Element = Gen.OneOf(
        "a", "b", "1", "-", ".", "[ab]", "[^a]", "[a-b1]", "[]a]", "[^]a-]", @"\d", @"\w", @"\W", @"\s", @"\-", @"[\d-]", @"\x61", @"\u0062", @"\p{L}", "[-a]", "[é1]", "^", "[a-z-[a]]");

    private static readonly Gen<string> Count = Gen.OneOf("", "", "", "", "*", "+", "?", "{2}", "{0}", "{1,}", "{0,2}", "{2,3}", "*?", "+?", "??", "{1,2}?");

    private static readonly Gen<string> Pattern = Gen.Recursive<string>((depth, inner) =>
        Gen.Select(Gen.OneOf(Element, depth < 3 ? inner.Select(group => $"(?:{group})") : Element, depth < 3 ? inner.Select(group => $"({group})") : Element), Count)
            .Select((element, count) => element + count)
            .Array[0, 4]
            .Select(string.Concat)
            .Array[1, 3]
            .Select(parts => string.Join('|', parts)));

    [Fact]
    public void It_matches_the_same_cells_as_the_regular_expression()
    {
        var known = 0;
        var compiled = 0;
        Gen.Select(Pattern, Gen.Char[Letters + "é\n"].Array[0, 8].Select(text => new string(text)).Array[1, 40]).Sample((pattern, cells) =>
        {
            if (LinearRegex.Compile($"^(?:{pattern})\\z", out _) is not { } regex)
                return;
            Interlocked.Increment(ref known);
            if (ByteAutomaton.Of(pattern) is not { } automaton)
                return;
            Interlocked.Increment(ref compiled);
            foreach (var cell in cells)
                if (automaton.Matches(Encoding.UTF8.GetBytes(cell)) is { } matches)
                    matches.ShouldBe(regex.IsMatch(cell), $"{pattern} on {cell}");
        }, iter: 1000);
        compiled.ShouldBeGreaterThan(known / 10, "else this proves little");
    }

    [Theory]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ABC-1234", true)]
    [InlineData("[A-Z]{3}-[0-9]{4}", "ABC-12345", false)]
    [InlineData("[A-Z]{3}-[0-9]{4}", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("(a|b)*c?", "abab", true)]
    [InlineData("a|", "", true)]
    [InlineData("x{0}", "", true)]
    [InlineData("(?:(?:a*)*)*b", "aaab", true)]
    [InlineData(@"[^@ ]+@[^@ ]+\.[a-z]{2,}", "kim@example.org", true)]
    [InlineData(@"[^@ ]+@[^@ ]+\.[a-z]{2,}", "kim@example", false)]
    public void Plain_patterns_are_tables(string pattern, string cell, bool matches) =>
        ByteAutomaton.Of(pattern).ShouldNotBeNull().Matches(Encoding.UTF8.GetBytes(cell)).ShouldBe(matches);

    [Theory]
    [InlineData("é+")]
    [InlineData("(?i)abc")]
    [InlineData("^abc")]
    [InlineData("a$")]
    [InlineData(@"a\b")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("(?<name>a)")]
    [InlineData("(?:a+|)+")] // .NET 10 has an error here
    [InlineData("a{")]
    [InlineData("a{,2}")]
    [InlineData("[ab]{1001}")]
    [InlineData("(?:[ab]{30}){30}")]
    [InlineData("[ab]*a[ab]{12}")] // 2^13 states
    public void Other_patterns_are_left_to_the_regular_expression(string pattern) => ByteAutomaton.Of(pattern).ShouldBeNull();

    [Fact]
    public void Cells_beyond_ASCII_are_decided_only_by_their_ASCII_prefix()
    {
        var automaton = ByteAutomaton.Of("[^a]+").ShouldNotBeNull();
        automaton.Matches("bé"u8).ShouldBeNull();
        automaton.Matches("aé"u8).ShouldBe(false);
    }
}
