namespace Arise.Tests;

/// <summary>The reference numbers in tests/data; its README names their sources.</summary>
internal static class TestData
{
    /// <summary>
    /// Whether tests do everything instead of a sample: the environment variable ARISE_ALL is 1. Takes minutes, and
    /// more data where they lie beside the checkout.
    /// </summary>
    public static bool Everything { get; } = Environment.GetEnvironmentVariable("ARISE_ALL") == "1";

    /// <summary>Path of a file, for example "soap_pristine.npz".</summary>
    public static string PathOf(string relative) =>
        Path.Combine(SharedData.RepositoryRoot, "tests", "data", relative);
}
