namespace Arise.Tests;

/// <summary>
/// Finds the checkout, and further reference data that may lie beside it, in ../shared; no test needs those.
/// </summary>
internal static class SharedData
{
    /// <summary>Folder of the checkout: the one that holds Arise.slnx.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Whether the reference data are there.</summary>
    public static bool IsPresent => Directory.Exists(Root);

    private static string Root => Path.Combine(RepositoryRoot, "..", "shared");

    /// <summary>Path of a reference file, for example "reference/soap_pristine.npz".</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Arise.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
