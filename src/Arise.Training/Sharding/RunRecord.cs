using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks.Models;

namespace Arise.Sharding;

/// <summary>
/// All that the results of a command depend on: version, command line, inputs and model. It stands beside the results
/// as run.json, so that they can be made again.
/// </summary>
public sealed record RunRecord
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "run.json";

    /// <summary>Name and version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>
    /// The command line: verb, names, then options by name; without those that do not decide the results (where they
    /// go, threads, memory).
    /// </summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The files that are read, in their order.</summary>
    public required ImmutableArray<RunInput> Inputs { get; init; }

    /// <summary>SHA-256 of the model: shape, weights, labels, settings.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The record of a run of this program; reads the inputs.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="files">The files that are read.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RunRecord Of(IEnumerable<string> arguments, IEnumerable<string> files, BayesianNetwork model) => new()
    {
        Program = "arise " + typeof(RunRecord).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        Arguments = [.. arguments],
        Inputs = [.. files.Select(file => new RunInput(file, Digest(file)))],
        ModelSha256 = MapDigest.Of(model),
    };

    /// <summary>Adds run.json to complete results in a folder.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AddTo(string folder) => OutputFolder.Add(
        folder, FileName, path => JsonFile.Write(path, this, ShardingJson.Plain.RunRecord));

    /// <summary>Reads run.json, given its name or that of its folder.</summary>
    /// <exception cref="ShardException">It is missing or damaged.</exception>
    public static RunRecord Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(file))
            throw new ShardException(file, "there is no record of a run; results of older versions have none.");
        return JsonFile.Read(file, ShardingJson.Plain.RunRecord, (_, reason) => new ShardException(file, reason));
    }

    /// <summary>What differs from another run, in words with both values; null where nothing does.</summary>
    public string? DifferenceFrom(RunRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Program != other.Program)
            return $"version {Program}, not {other.Program}";
        if (!Arguments.SequenceEqual(other.Arguments))
            return $"command line '{string.Join(' ', Arguments)}', not '{string.Join(' ', other.Arguments)}'";
        if (ModelSha256 != other.ModelSha256)
            return $"model {ModelSha256[..12]}, not {other.ModelSha256[..12]} (SHA-256)";
        if (Inputs.Length != other.Inputs.Length)
            return $"{Inputs.Length} input files, not {other.Inputs.Length}";
        return Inputs.Zip(other.Inputs).FirstOrDefault(pair => pair.First != pair.Second) is
            { First: { } mine, Second: { } theirs }
            ? mine.File == theirs.File ? $"other bytes in {mine.File}" : $"input {mine.File}, not {theirs.File}"
            : null;
    }

    /// <summary>Requires the inputs to be there, with the bytes that they had.</summary>
    /// <exception cref="ShardException">One is missing or changed.</exception>
    public void RequireInputs()
    {
        foreach (RunInput input in Inputs)
        {
            // What was not there does not matter, and a pipe can be read only once.
            if (input.Sha256 is null)
                continue;
            if (!File.Exists(input.File))
            {
                throw new ShardException(
                    input.File, "this input is not there; names are relative to the folder of the first run.");
            }

            if (Digest(input.File) != input.Sha256)
                throw new ShardException(input.File, "the file has changed since.");
        }
    }

    private static string? Digest(string file)
    {
        if (!File.Exists(file) || StreamFile.Is(file))
            return null;
        using FileStream stream = new(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, FileOptions.SequentialScan);
        return stream.CanSeek ? Convert.ToHexStringLower(SHA256.HashData(stream)) : null;
    }
}
