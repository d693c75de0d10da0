using System.Globalization;

namespace DropZone.EndToEnd.Harness;

/// <summary>How much a test does: little, unless a variable asks for the long form, as <c>tests/run --long</c> does.</summary>
internal static class LongForm
{
    /// <param name="variable">Its name.</param>
    /// <param name="usual">What every run of the tests does.</param>
    public static int Amount(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var amount) ? amount : usual;

    /// <summary>Of <c>DROPZONE_TEST_SEED</c>, or of the moment; tests print it.</summary>
    public static int Seed => Amount("DROPZONE_TEST_SEED", Environment.TickCount);
}
