using System.Collections.Immutable;
using System.Text.Json;

namespace Arise.Benchmarks;

/// <summary>The times of one run of the benchmarks on one machine; a JSON file.</summary>
/// <param name="Instructions">The vector instructions of the kernels.</param>
/// <param name="Lanes">Numbers in a vector.</param>
/// <param name="Benchmarks">Times by name.</param>
internal sealed record BenchmarkRun(
    string Instructions, int Lanes, ImmutableSortedDictionary<string, BenchmarkTime> Benchmarks)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is not such a file.</exception>
    public static BenchmarkRun Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return JsonSerializer.Deserialize(stream, BenchmarkJson.Default.BenchmarkRun)
            ?? throw new JsonException($"{path} is empty.");
    }

    /// <summary>Writes a file, its folder too.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, BenchmarkJson.Default.BenchmarkRun) + "\n");
    }
}
