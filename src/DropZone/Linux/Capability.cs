using System.Globalization;

namespace DropZone.Linux;

/// <summary>The rights of root that this process has without being root: capabilities(7).</summary>
public static class Capability
{
    private const int ChangeOwners = 0; // CAP_CHOWN
    private static readonly Lazy<ulong> Effective = new(Read);

    /// <summary>Whether this process may change the owner of files: CAP_CHOWN.</summary>
    public static bool CanChangeOwners => (Effective.Value & (1UL << ChangeOwners)) != 0;

    private static ulong Read()
    {
        const string name = "CapEff:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line.AsSpan(name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var set) ? set : 0;
    }
}
