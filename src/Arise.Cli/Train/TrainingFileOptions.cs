using System.CommandLine;

namespace Arise.Cli;

/// <summary>Options for the files of a training: the model, and the checkpoint beside it or elsewhere.</summary>
internal static class TrainingFileOptions
{
    /// <summary>The model file.</summary>
    public static Option<FileInfo> Out() => new("--out")
    {
        Description = "Model file to write (.safetensors); a card (.md) joins it.",
        Required = true,
    };

    /// <summary>The folder of the checkpoint.</summary>
    public static Option<DirectoryInfo> Checkpoint() => new("--checkpoint")
    {
        Description = "Folder for the checkpoint; that of the model when omitted.",
    };

    /// <summary>The files that are asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The option of the model.</param>
    /// <param name="checkpoint">The option of the checkpoint.</param>
    /// <param name="beside">The checkpoint of a model where nobody names a folder.</param>
    /// <exception cref="IOException">The model is a folder.</exception>
    public static (FileInfo Model, string Checkpoint) Of(
        ParseResult parsed, Option<FileInfo> model, Option<DirectoryInfo> checkpoint, Func<string, string> beside)
    {
        FileInfo file = parsed.GetValue(model)!;
        if (Directory.Exists(file.FullName))
            throw new IOException($"{file}: this is a folder; name the model file.");
        DirectoryInfo folder = parsed.GetValue(checkpoint) ?? file.Directory!;
        return (file, Path.Combine(folder.FullName, Path.GetFileName(beside(file.FullName))));
    }
}
