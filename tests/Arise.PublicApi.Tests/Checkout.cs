namespace Arise.PublicApi.Tests;

/// <summary>The folder that holds Arise.slnx.</summary>
internal static class Checkout
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Find();

    /// <summary>Path of something in it.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Arise.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
