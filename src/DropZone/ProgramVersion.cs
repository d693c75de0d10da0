using System.Reflection;

namespace DropZone;

/// <summary>The version of this program, from the one place that has it: <c>Directory.Build.props</c>.</summary>
public static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
