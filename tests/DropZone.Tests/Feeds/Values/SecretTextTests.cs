using DropZone.Feeds.Values;
using DropZone.Tests.Configuration;
using Mono.Unix.Native;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Feeds.Values;

public sealed class SecretTextTests
{
    [Fact]
    public void Variables_and_credentials_take_the_place_of_their_names_and_the_text_shows_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText($"{folder.Path}/shop", "${NOT_AGAIN}\n");
        Environment.SetEnvironmentVariable("DROPZONE_TEST_SECRET", "a;b");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", folder.Path);
        var text = new SecretText("User=${DROPZONE_TEST_SECRET};Password=credential:shop;$5");
        text.TryReveal(out _).ShouldBe("User=a;b;Password=${NOT_AGAIN};$5");
        text.ToString().ShouldBe("(secret)");

        new SecretText("x${DROPZONE_NO_SUCH}").TryReveal(out var missing).ShouldBeNull();
        missing.ShouldBe("the environment of the service has no DROPZONE_NO_SUCH");
        new SecretText("credential:none").TryReveal(out missing).ShouldBeNull();
        missing.ShouldBe("the credential none cannot be read: add LoadCredential=none:FILE to the service's unit");
        Environment.SetEnvironmentVariable("CREDENTIALS_DIRECTORY", null);
        new SecretText("credential:shop").TryReveal(out missing).ShouldBeNull();
        missing.ShouldBe("the service has no credentials, so none called shop: add LoadCredential=shop:FILE to its unit");
    }

    [Theory]
    [InlineData("Password=abc", FilePermissions.S_IROTH, true)]
    [InlineData("Password=abc", FilePermissions.S_IRGRP, false)]
    [InlineData("Password=${P}", FilePermissions.S_IROTH, false)]
    [InlineData("Password=credential:p", FilePermissions.S_IROTH, false)]
    [InlineData("Username=abc", FilePermissions.S_IROTH, false)]
    public void A_password_in_a_file_that_everybody_may_read_gets_a_warning_that_does_not_show_it(string part, FilePermissions mode, bool warns)
    {
        using var folder = ConfigurationFolderFixture.Feed($"load: [{{ postgres: {{ connection: \"Host=h;{part}\", table: t }} }}]\n");
        Syscall.chmod($"{folder.Path}/feeds.d/orders.yaml", FilePermissions.S_IRUSR | mode).ShouldBe(0);
        var warnings = folder.Warnings();
        warnings.Count.ShouldBe(warns ? 1 : 0);
        warnings.ShouldAllBe(warning => !warning.ToString().Contains("abc"));
    }
}
