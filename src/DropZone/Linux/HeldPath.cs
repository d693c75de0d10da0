using System.Globalization;

namespace DropZone.Linux;

/// <summary>The path of what a descriptor holds, whatever has its name by now: proc(5). It ends in a link, which O_NOFOLLOW refuses.</summary>
internal static class HeldPath
{
    public static string Of(int descriptor) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");
}
