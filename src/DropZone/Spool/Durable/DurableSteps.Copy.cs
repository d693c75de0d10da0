using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;
using DropZone.Spool.Records;
using Mono.Unix.Native;

namespace DropZone.Spool.Durable;

/// <summary>
/// The steps by which an output gets into a folder that no rename reaches: a copy beside its place, under a hidden name, whole and durable
/// before the job remembers that it is; then its name. A crash before it is remembered lets it be copied anew; one after, only be named.
/// </summary>
public sealed partial class DurableSteps
{
    private const string CopiedEnding = ".copied";
    private const int CopyBlock = 1 << 20;

    /// <summary>Whether a whole copy was made: it waits for its name, or has it.</summary>
    public static bool IsCopied(JobFolder job, string target) => File.Exists($"{job.Loaded}/{target}{CopiedEnding}");

    /// <summary>Makes the copy, whole and durable.</summary>
    /// <exception cref="IOException">The folder could not take it, or the output could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void WriteCopy(JobFolder job, ReceiptTarget target, CancellationToken stopping)
    {
        var part = CopyPart(job, target);
        if (faults.Take(DurableStep.WriteCopy))
        {
            File.Delete(part); // of an earlier try
            using var output = OpenedFile.Open(job.Output);
            using var from = output.Read();
            using var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            var block = new byte[CopyBlock];
            for (int read; (read = from.Read(block)) > 0;)
            {
                stopping.ThrowIfCancellationRequested();
                to.Write(block.AsSpan(0, read));
            }
        }

        if (faults.Take(DurableStep.SyncCopy))
            DurableFile.Sync(part);
        SyncCopies(target.Path);
    }

    /// <summary>Remembers that the copy is whole: from now on it is named and not made.</summary>
    public void MarkCopied(JobFolder job, string target) => Mark(job, target + CopiedEnding, DurableStep.MarkCopied);

    /// <summary>Gives the copy its name, never that of another file: one that is taken gets the job's stamp. It may have its name already.</summary>
    /// <exception cref="LinuxException">The folder refuses.</exception>
    public void NameCopy(JobFolder job, ReceiptTarget target)
    {
        var part = CopyPart(job, target);
        if (FileStatus.At(part) is not null && faults.Take(DurableStep.NameCopy)
            && NameIn(target.Path, part, target.Name, job.Name) is var errno and not 0)
            throw new LinuxException(errno, "rename", $"{part} to {target.Name}");
        SyncCopies(target.Path);
    }

    /// <summary>
    /// Puts an answer to a sender into a folder, whole and durable, under a name that no other file loses. If the same answer lies
    /// there already, nothing is done.
    /// </summary>
    /// <param name="folder">Made if it is missing.</param>
    /// <param name="name">Of the file; one that is taken gets the job's stamp.</param>
    /// <param name="job">Which job it answers.</param>
    /// <param name="content">The answer.</param>
    /// <exception cref="IOException">The folder could not take it.</exception>
    public void Reply(string folder, string name, JobName job, byte[] content)
    {
        DurableFolder.Ensure(folder);
        var path = $"{folder}/{name}";
        if (Holds(path, content))
            return;
        var part = $"{folder}/.{job.Stamp}{JobFolder.PartEnding}";
        if (faults.Take(DurableStep.WriteCopy))
        {
            File.Delete(part); // of an earlier try
            using var to = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            to.Write(content);
        }

        if (faults.Take(DurableStep.SyncCopy))
            DurableFile.Sync(part);
        if (faults.Take(DurableStep.NameCopy) && NameIn(folder, part, name, job) is var errno and not 0)
        {
            File.Delete(part);
            if (errno != Errno.EEXIST) // the one with this job's stamp is the same answer
                throw new LinuxException(errno, "rename", $"{part} to {name}");
        }

        SyncCopies(folder);
    }

    // the folder may be the sender's: a link or a pipe he laid there is not followed and not waited for
    private static bool Holds(string path, byte[] content) =>
        FileStatus.At(path) is { Kind: FileKind.Regular } look && look.Size == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static Errno NameIn(string folder, string part, string name, JobName job)
    {
        var errno = AtomicRename.TryAnywhere(part, $"{folder}/{name}");
        return errno == Errno.EEXIST ? AtomicRename.TryAnywhere(part, $"{folder}/{StampedName.Of(name, job)}") : errno;
    }

    private static string CopyPart(JobFolder job, ReceiptTarget target) => $"{target.Path}/.{job.Name.Stamp}-{target.Target}{JobFolder.PartEnding}";

    private void SyncCopies(string folder)
    {
        if (!faults.Take(DurableStep.SyncCopies))
            return;
        try
        {
            DurableFile.Sync(folder);
        }
        catch (LinuxException none) when (none.Errno is Errno.EINVAL or Errno.EISDIR or Errno.EACCES)
        {
            // a network file system or a mailbox-like folder: its names are as durable as whoever serves it makes them
        }
    }
}
