using System.Globalization;
using System.Text;

namespace DropZone.Tables.Primitives.Unicode;

/// <summary>
/// The canonical compositions of characters, from <c>compositions.txt</c>. .NET has no such table without ICU, which is not needed
/// otherwise. 0.6 MB, read when it is first used. Immutable.
/// </summary>
internal sealed class Compositions
{
    // characters beyond this are neither composed nor combining marks
    private const int Characters = 0x30000;

    private readonly byte[] _classes = new byte[Characters];
    private readonly bool[] _suspects = new bool[Characters];
    private readonly Dictionary<int, int[]> _parts = [];
    private readonly Dictionary<(int, int), int> _composites = [];

    private Compositions(TextReader table)
    {
        var pairs = new Dictionary<int, (int[] Parts, bool IsExcluded)>();
        while (table.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var columns = line.Split(';');
            var character = Number(columns[0]);
            _classes[character] = columns[1].Length == 0 ? (byte)0 : byte.Parse(columns[1], CultureInfo.InvariantCulture);
            if (columns[2].Length > 0)
                pairs.Add(character, ([.. columns[2].TrimEnd('!').Split(' ').Select(Number)], columns[2].EndsWith('!')));
        }

        foreach (var (character, (made, isExcluded)) in pairs)
        {
            _parts.Add(character, [.. Whole(character, pairs)]);
            // UAX #15, section 5: excludes listed exceptions, singletons, and decompositions that start with a mark
            if (isExcluded || made.Length != 2 || _classes[character] != 0 || _classes[made[0]] != 0)
            {
                _suspects[character] = true;
            }
            else
            {
                _composites.Add((made[0], made[1]), character);
                _suspects[made[1]] = true;
            }
        }
    }

    public static Compositions Table => Loaded.Table;

    /// <summary>Returns the canonical combining class, 0 if the character is not a mark.</summary>
    public int ClassOf(int character) => character < Characters ? _classes[character] : 0;

    /// <summary>Whether the character may have to be composed or reordered.</summary>
    public bool IsSuspect(int character) => (character < Characters && _suspects[character]) || Hangul.IsVowelOrTail(character);

    /// <summary>Returns the full decomposition of the character, empty if it has none.</summary>
    public ReadOnlySpan<int> PartsOf(int character) => _parts.TryGetValue(character, out var found) ? found : [];

    /// <summary>Returns the composition of both characters, or 0.</summary>
    public int Compose(int first, int second) =>
        Hangul.Compose(first, second) is var syllable and not 0 ? syllable : _composites.GetValueOrDefault((first, second));

    private static IEnumerable<int> Whole(int character, Dictionary<int, (int[] Parts, bool IsExcluded)> pairs) =>
        pairs.TryGetValue(character, out var pair) ? pair.Parts.SelectMany(part => Whole(part, pairs)) : [character];

    private static int Number(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Loads the table on first use.</summary>
    private static class Loaded
    {
        public static readonly Compositions Table = Load();

        private static Compositions Load()
        {
            using var stream = typeof(Compositions).Assembly.GetManifestResourceStream("DropZone.Tables.Primitives.Unicode.compositions.txt")!;
            using var text = new StreamReader(stream, Encoding.UTF8);
            return new Compositions(text);
        }
    }
}
