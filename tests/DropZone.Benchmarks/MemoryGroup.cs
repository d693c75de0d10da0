using System.Diagnostics;
using System.Globalization;

namespace DropZone.Benchmarks;

/// <summary>A control group whose processes share limited memory, as a unit with MemoryMax has (cgroups(7), version 1 or 2). Needs root; removed on disposal.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private const string Version1 = "/sys/fs/cgroup/memory";
    private readonly string _path;

    private MemoryGroup(string path) => _path = path;

    public static MemoryGroup Create(int megabytes)
    {
        var isVersion1 = File.Exists($"{Version1}/memory.limit_in_bytes");
        var path = $"{(isVersion1 ? Version1 : "/sys/fs/cgroup")}/dropzone-{Environment.ProcessId}";
        Directory.CreateDirectory(path);
        File.WriteAllText($"{path}/{(isVersion1 ? "memory.limit_in_bytes" : "memory.max")}", (megabytes * 1048576L).ToString(CultureInfo.InvariantCulture));
        return new MemoryGroup(path);
    }

    /// <summary>Lets the process start in the group.</summary>
    public void Enter(ProcessStartInfo start)
    {
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "sh";
        start.ArgumentList.Clear();
        foreach (var argument in new[] { "-c", "echo $$ >\"$0/cgroup.procs\" && exec \"$@\"", _path }.Concat(command))
            start.ArgumentList.Add(argument);
    }

    public void Dispose() => Directory.Delete(_path);
}
