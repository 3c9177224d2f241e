using System.CommandLine;

namespace Arise.Cli;

/// <summary>Files that an option names for results.</summary>
internal static class OutputFile
{
    /// <summary>Requires the folder of a file to be there: a folder that nobody made is a mistyped name.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="IOException">There is no such folder, or the name is that of a folder.</exception>
    public static void RequireFolder(FileInfo? file, Option option)
    {
        if (file is null)
            return;
        string given = file.ToString();
        if (Path.EndsInDirectorySeparator(given))
            throw new IOException($"{given}: this is the name of a folder; name a file for {option.Name}.");
        if (file.Directory is { Exists: false } folder && !Path.Exists(folder.FullName))
        {
            throw new IOException(
                $"{given}: there is no folder {Path.GetDirectoryName(given)} for {option.Name}; make it first, or "
                + "choose another name.");
        }
    }
}
