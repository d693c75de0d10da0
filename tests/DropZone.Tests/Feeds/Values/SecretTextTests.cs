using System.IO.Abstractions.TestingHelpers;
using DropZone.Feeds.Values;
using DropZone.Tests.Configuration;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Feeds.Values;

public sealed class SecretTextTests
{
    [Fact]
    public void Variables_and_credentials_replace_their_placeholders_and_the_text_is_never_printed()
    {
        var files = new MockFileSystem();
        files.AddFile("/credentials/shop", new MockFileData("${NOT_AGAIN}\n"));
        Environment.SetEnvironmentVariable("DROPZONE_TEST_SECRET", "a;b");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", "/credentials");
        var text = new SecretText("User=${DROPZONE_TEST_SECRET};Password=credential:shop;$5", files);
        text.TryReveal(out _).ShouldBe("User=a;b;Password=${NOT_AGAIN};$5");
        text.ToString().ShouldBe("(secret)");

        new SecretText("x${DROPZONE_NO_SUCH}", files).TryReveal(out var missing).ShouldBeNull();
        missing.ShouldBe("the environment of the service has no DROPZONE_NO_SUCH");
        new SecretText("credential:none", files).TryReveal(out missing).ShouldBeNull();
        missing.ShouldBe("the credential none cannot be read: add LoadCredential=none:FILE to the service's unit");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
        new SecretText("credential:shop", files).TryReveal(out missing).ShouldBeNull();
        missing.ShouldBe("the service has no credential shop: add LoadCredential=shop:FILE to its unit");
    }

    [Theory]
    [InlineData("Password=abc", UnixFileMode.OtherRead, true)]
    [InlineData("Password=abc", UnixFileMode.GroupRead, false)]
    [InlineData("Password=${P}", UnixFileMode.OtherRead, false)]
    [InlineData("Password=credential:p", UnixFileMode.OtherRead, false)]
    [InlineData("Username=abc", UnixFileMode.OtherRead, false)]
    public void A_password_in_a_file_that_all_users_can_read_causes_a_warning_without_the_password(string part, UnixFileMode mode, bool warns)
    {
        var folder = ConfigurationFolderFixture.Feed($"load: [{{ postgres: {{ connection: \"Host=h;{part}\", table: t }} }}]\n");
        folder.Files.File.SetUnixFileMode($"{folder.Path}/feeds.d/orders.yaml", UnixFileMode.UserRead | mode);
        var warnings = folder.Warnings();
        warnings.Count.ShouldBe(warns ? 1 : 0);
        warnings.ShouldAllBe(warning => !warning.ToString().Contains("abc"));
    }
}
