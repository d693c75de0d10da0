using System.Collections.Frozen;

namespace DropZone;

/// <summary>What each <see cref="ErrorCode"/> is called, means, and asks for. <c>docs/operating.md</c> says the same.</summary>
public static class ErrorCatalog
{
    private static readonly FrozenDictionary<ErrorCode, string> Names =
        Enum.GetValues<ErrorCode>().ToFrozenDictionary(code => code, code => Kebab(code.ToString()));

    /// <summary>The name on disk and on screen: <c>type-error</c>.</summary>
    public static string Name(this ErrorCode code) => Names[code];

    /// <summary>The code of that name, or null.</summary>
    public static ErrorCode? Find(string name)
    {
        foreach (var (code, known) in Names)
        {
            if (known == name)
                return code;
        }

        return null;
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
