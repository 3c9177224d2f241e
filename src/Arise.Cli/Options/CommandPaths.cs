using System.CommandLine;
using Arise.Files;

namespace Arise.Cli;

/// <summary>The paths of a command line, for the check before the work.</summary>
internal static class CommandPaths
{
    /// <summary>Adds files that are read.</summary>
    public static RunPaths ReadsAll(this RunPaths paths, IEnumerable<string> files, string what)
    {
        foreach (string file in files)
            paths.Reads(file, what);
        return paths;
    }

    /// <summary>Adds the files of a folder that is read.</summary>
    public static RunPaths ReadsFolder(this RunPaths paths, DirectoryInfo? folder, string what) =>
        folder is { Exists: true }
            ? paths.ReadsAll(Directory.EnumerateFiles(folder.FullName), what)
            : paths;

    /// <summary>Adds the model file, unless it is a shipped one.</summary>
    public static RunPaths ReadsModel(this RunPaths paths, ParseResult parsed, PredictionOptions prediction) =>
        paths.Reads(parsed.GetValue(prediction.Model), "the model");
}
