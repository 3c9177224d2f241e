using Arise.Files;

namespace Arise.Tests;

/// <summary>What holds of every folder of results.</summary>
internal static class ResultFolders
{
    /// <summary>Checks that all files are there and known to the check before the work.</summary>
    public static void AreForeseen(string folder)
    {
        ResultIndex index = Assert.IsType<ResultIndex>(ResultIndex.Read(folder));
        Assert.True(index.IsComplete);
        Assert.NotEmpty(index.Files);
        Assert.All(index.Files, file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
        Assert.All(index.Files, file => Assert.True(
            ResultNames.Has(index.Kind, file.Split('/')[0]), $"{file} of {index.Kind} is not foreseen"));
    }
}
