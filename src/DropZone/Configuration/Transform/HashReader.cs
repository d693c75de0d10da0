using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;

namespace DropZone.Configuration.Transform;

/// <summary>Reads the step <c>hash</c>. Its key is in a separate file, as many users may read the feed's file. Returns null after a complaint.</summary>
internal static class HashReader
{
    private static readonly KeySet Keys = new("hash", "columns", "key-file");

    public static TransformStep? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var columns = mapping.Required("columns", "name the columns") is { } names ? StepColumns.Names(names) : null;
        var key = mapping.Required("key-file", "name the file of the key: `key-file: /etc/dropzone/hash.key`") is { } file ? Key(file) : null;
        return columns is null || key is null ? null : new HashStep(columns, key);
    }

    private static HashKey? Key(Entry entry)
    {
        if (FilePath.Read(entry, "the path of a file") is not { } path)
            return null;
        var make = $"create a key: `head -c 32 /dev/urandom | base64 > {ShellWord.Of(path)}`";
        try
        {
            var bytes = entry.Files.File.ReadAllBytes(path);
            // the line end is not part of the key
            var length = bytes.AsSpan().TrimEnd("\r\n"u8).Length;
            if (length >= HashKey.LeastBytes)
                return new HashKey(bytes[..length]);
            entry.Complain($"the key in {path} is shorter than {HashKey.LeastBytes} bytes", make);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            entry.Complain($"there is no file {path}", make);
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            entry.Complain($"{path} cannot be read: {failure.Message}", "grant the service's user read access");
        }

        return null;
    }
}
