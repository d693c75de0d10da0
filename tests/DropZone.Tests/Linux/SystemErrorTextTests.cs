using DropZone.Linux;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Linux;

/// <summary>The numbers, names and descriptions of errors agree with those of the kernel.</summary>
public sealed class SystemErrorTextTests
{
    [Theory]
    [InlineData(SystemError.NotPermitted, "EPERM")]
    [InlineData(SystemError.NotFound, "ENOENT")]
    [InlineData(SystemError.DeviceFailed, "EIO")]
    [InlineData(SystemError.NoDevice, "ENXIO")]
    [InlineData(SystemError.NotExecutable, "ENOEXEC")]
    [InlineData(SystemError.TryAgain, "EAGAIN")]
    [InlineData(SystemError.NoMemory, "ENOMEM")]
    [InlineData(SystemError.AccessDenied, "EACCES")]
    [InlineData(SystemError.Exists, "EEXIST")]
    [InlineData(SystemError.OtherMount, "EXDEV")]
    [InlineData(SystemError.NotFolder, "ENOTDIR")]
    [InlineData(SystemError.IsFolder, "EISDIR")]
    [InlineData(SystemError.Invalid, "EINVAL")]
    [InlineData(SystemError.SystemDescriptorsUsed, "ENFILE")]
    [InlineData(SystemError.ProcessDescriptorsUsed, "EMFILE")]
    [InlineData(SystemError.ProgramBusy, "ETXTBSY")]
    [InlineData(SystemError.FileTooLarge, "EFBIG")]
    [InlineData(SystemError.NoSpace, "ENOSPC")]
    [InlineData(SystemError.ReadOnly, "EROFS")]
    [InlineData(SystemError.NameTooLong, "ENAMETOOLONG")]
    [InlineData(SystemError.NotImplemented, "ENOSYS")]
    [InlineData(SystemError.SymbolicLink, "ELOOP")]
    [InlineData(SystemError.InvalidName, "EILSEQ")]
    [InlineData(SystemError.NotSupported, "EOPNOTSUPP")]
    public void Each_error_has_the_number_of_its_kernel_name(SystemError error, string name)
    {
        SystemErrorText.Find(name).ShouldBe(error);
        error.Name().ShouldBe(name);
    }

    [Fact]
    public void An_error_of_another_number_has_its_kernel_name_and_description() =>
        SystemErrorText.Find("EDQUOT")!.Value.Text().ShouldBe("EDQUOT (Disk quota exceeded)");

    [Fact]
    public void An_exception_of_NET_has_the_error_of_the_kernel()
    {
        SystemErrorText.Of(new UnauthorizedAccessException()).ShouldBe(SystemError.AccessDenied);
        SystemErrorText.Of(Should.Throw<IOException>(() => File.OpenRead("/nonexistent/file"))).ShouldBe(SystemError.NotFound);
        SystemErrorText.Of(new InvalidOperationException()).ShouldBeNull();
    }
}
