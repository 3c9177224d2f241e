namespace Arise.Tests.Architecture;

/// <summary>The files of the checkout that tests of the source read.</summary>
internal static class SourceFiles
{
    /// <summary>C# files of the library.</summary>
    public static IReadOnlyList<string> Library { get; } = [.. Of("src/Arise"), .. Of("src/Arise.Training")];

    /// <summary>C# files below a folder of the checkout, without what builds put there.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        string root = Path.Combine(SharedData.RepositoryRoot, folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)
                .Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];
    }
}
