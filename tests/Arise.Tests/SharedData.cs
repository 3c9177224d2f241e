namespace Arise.Tests;

/// <summary>Finds the reference data that may lie beside the checkout, in ../shared.</summary>
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

/// <summary>A test that needs the reference data beside the checkout and is skipped, visibly, without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (!SharedData.IsPresent)
            Skip = "needs the reference data in ../shared";
    }
}

/// <summary>The same for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (!SharedData.IsPresent)
            Skip = "needs the reference data in ../shared";
    }
}
