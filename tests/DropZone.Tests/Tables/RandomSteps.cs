using DropZone.Csv.Dialects;
using DropZone.Tables.References;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using DropZone.Tests.Csv.Reading;

namespace DropZone.Tests.Tables;

/// <summary>Steps that fit the columns that there are. A new step needs its generator here: a test compares.</summary>
internal static class RandomSteps
{
    private static readonly string[] Texts = ["", "x", "7", "=1", "a,b", "it's \"so\"", "ß", "two\nlines", "€ 中", "e\u0301 \u1112\u1161"];

    /// <summary>The reference table of lookups.</summary>
    public static ReferenceTable Reference { get; } = new("reference", new Dialect(), () => new MemoryStream("key,value\nx,\"=1\n\"\n7,\nDE,Germany\n"u8.ToArray()));

    /// <summary>By the step's key: makes the step, and of the columns what it leaves.</summary>
    public static IReadOnlyDictionary<string, Func<Random, List<string>, TransformStep>> Generators { get; } =
        new Dictionary<string, Func<Random, List<string>, TransformStep>>
        {
            ["select"] = (random, columns) => new SelectStep(Set(columns, Some(random, columns))),
            ["drop"] = (random, columns) =>
            {
                var dropped = Some(random, columns).Take(columns.Count - 1).ToList();
                return dropped.Count == 0 ? new TrimStep([columns[0]]) : new DropStep(Without(columns, dropped));
            },
            ["rename"] = (random, columns) =>
            {
                var old = random.Pick([.. columns]);
                var name = New(columns);
                columns[columns.IndexOf(old)] = name;
                return new RenameStep(new Dictionary<string, string> { [old] = name });
            },
            ["reorder"] = (random, columns) =>
            {
                var first = Some(random, columns);
                Set(columns, [.. first.Union(columns)]);
                return new ReorderStep(first);
            },
            ["trim"] = (random, columns) => new TrimStep(Some(random, columns)),
            ["upper"] = (random, columns) => new UpperStep(Some(random, columns)),
            ["lower"] = (random, columns) => new LowerStep(Some(random, columns)),
            ["title"] = (random, columns) => new TitleStep(Some(random, columns)),
            ["normalize-space"] = (random, columns) => new NormalizeSpaceStep(Some(random, columns)),
            ["unicode"] = (random, columns) => new UnicodeStep(Some(random, columns)),
            ["replace"] = (random, columns) => new ReplaceStep(One(random, columns,
                random.Pick(new Replacement("a", random.Pick(Texts), false), new Replacement("([0-9]+)", "<$1>", true), new Replacement("^ *", "", true)))),
            ["pad"] = (random, columns) => new PadStep(One(random, columns, new Padding(random.Next(1, 9), random.Pick("0", " ", "=", "\"", "中"), random.Next(2) == 0))),
            ["map"] = (random, columns) => new MapStep(One(random, columns, new CellMap(
                new Dictionary<string, string> { ["DE"] = random.Pick(Texts), ["7"] = "=7" },
                new Absent(random.Pick(AbsentKind.Fail, AbsentKind.Keep, AbsentKind.Value), random.Pick(Texts))))),
            ["mask"] = (random, columns) => new MaskStep(One(random, columns, new Masking(random.Next(3), random.Next(3), random.Pick("*", "-", "•")))),
            ["date"] = (random, columns) => new DateStep(One(random, columns, random.Pick("%Y-%m-%d", "%d.%m.%Y", "%d, %b '%y"))),
            ["datetime"] = (random, columns) => new DateTimeStep(One(random, columns, new DateTimeForm(
                random.Pick(null, "%Y-%m-%d"), random.Pick(DateTimeForm.Standard, "%d.%m.%Y, %H:%M"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
                random.Pick(TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia")), random.Pick(RepeatedTime.Earlier, RepeatedTime.Fail)))),
            ["add"] = (random, columns) => new AddStep(One(Added(columns), random.Pick("{row}", "{file.name}:{line}", "={job}", $"{{{columns[0]}}}"))),
            ["derive"] = (random, columns) => new DeriveStep(One(random, columns, $"{{{random.Pick([.. columns])}}}{random.Pick(Texts)}")),
            ["default"] = (random, columns) => new DefaultStep(One(random, columns, random.Pick(Texts))),
            ["constant"] = (random, columns) => new ConstantStep(
                random.Next(2) == 0 ? One(random, columns, random.Pick(Texts)) : One(Added(columns), random.Pick(Texts))),
            ["number"] = (random, columns) => new NumberStep(One(random, columns, new NumberForm(
                random.Pick(".", ","), random.Pick("", "'", " "), random.Pick<int?>(null, 0, 2), random.Pick(MidpointRounding.AwayFromZero, MidpointRounding.ToEven)))),
            ["hash"] = (random, columns) => new HashStep(Some(random, columns), new HashKey("0123456789abcdef"u8.ToArray())),
            ["lookup"] = (random, columns) => new LookupStep(
                Reference.Name, [(random.Pick([.. columns]), "key")], [("value", Added(columns))], random.Next(2) == 0 ? null : new Dictionary<string, string> { [columns[^1]] = random.Pick(Texts) }),
            ["filter"] = (random, columns) => new FilterStep(random.Next(2) == 0, [random.Pick(
                new Comparison(random.Pick([.. columns]), ComparisonKind.Missing, []),
                new Comparison(random.Pick([.. columns]), ComparisonKind.NotEqual, ["7"]),
                new Comparison(random.Pick([.. columns]), ComparisonKind.Matches, ["[a-z]"]),
                new Comparison(random.Pick([.. columns]), ComparisonKind.AtLeast, ["3"]))]),
            ["deduplicate"] = (random, columns) => new DeduplicateStep(Some(random, columns), LastWins: false, random.Pick<TimeSpan?>(null, TimeSpan.FromDays(1))),
            ["split-column"] = (random, columns) => new SplitColumnStep(random.Pick([.. columns]), random.Pick(" ", "a", "\n"), [Added(columns), Added(columns)]),
            ["join-columns"] = (random, columns) => new JoinColumnsStep(Some(random, columns), random.Pick("", ", ", "\n"), Added(columns)),
        };

    public static IReadOnlyList<TransformStep> List(Random random, List<string> columns)
    {
        // pads, joins and templates make long cells of long cells: not too many of them
        string[] names = [.. Generators.Keys];
        List<TransformStep> steps = [.. Enumerable.Range(0, random.Next(7)).Select(_ => Generators[random.Pick(names)](random, columns))];

        // one step of a list may keep the last row, and one may compare with earlier files
        var firstOfAll = steps.FindIndex(step => step is DeduplicateStep);
        for (var i = 0; i < steps.Count; i++)
            if (steps[i] is DeduplicateStep step)
                steps[i] = i == firstOfAll ? step with { LastWins = random.Next(2) == 0 } : step with { Window = null };
        return steps;
    }

    /// <summary>At least one, in any order.</summary>
    private static List<string> Some(Random random, List<string> columns)
    {
        var shuffled = columns.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(random.Next(1, columns.Count + 1))];
    }

    private static Dictionary<string, T> One<T>(Random random, List<string> columns, T value) => One(random.Pick([.. columns]), value);

    private static Dictionary<string, T> One<T>(string column, T value) => new() { [column] = value };

    /// <summary>A name that no column has.</summary>
    private static string New(List<string> columns) =>
        Enumerable.Range(1, int.MaxValue).Select(i => i % 3 == 0 ? $"=n{i}" : $"n,{i}").First(name => !columns.Contains(name));

    private static string Added(List<string> columns)
    {
        columns.Add(New(columns));
        return columns[^1];
    }

    private static List<string> Set(List<string> columns, List<string> values)
    {
        columns.Clear();
        columns.AddRange(values);
        return values;
    }

    private static List<string> Without(List<string> columns, List<string> dropped)
    {
        columns.RemoveAll(dropped.Contains);
        return dropped;
    }
}
