using System.IO.Enumeration;
using Arise.Reporting;
using Arise.Screening;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// What the names of a command line stand for: a file for itself, a folder for the structure files in it, a pattern for
/// the files it fits. In a pattern * and ? stand for letters of a name, and ** for any folders below one.
/// </summary>
internal static class InputNames
{
    private const int MostNamed = 3;
    private const string AnyFolders = "**";

    // Formats whose file names say little: *.csv, *.npy, *.mat, *.in.
    private static readonly string[] CommonNames = ["csv", "npy", "mat", "aims"];

    private static readonly EnumerationOptions Visible = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = true,
    };

    /// <summary>What a name stands for.</summary>
    /// <param name="Files">The files.</param>
    /// <param name="Note">What was left out, as a sentence; null for nothing.</param>
    /// <param name="Error">Why there are none; null if there are.</param>
    public sealed record Found(IReadOnlyList<string> Files, string? Note = null, string? Error = null);

    /// <summary>Looks a name up.</summary>
    /// <param name="name">As it was given; "-" and names of nothing stand for themselves.</param>
    /// <param name="format">The format that all files of a folder are said to have; null where each tells.</param>
    public static Found Of(string name, StructureFormat? format) =>
        Of(name, format is null ? IsStructureFile : _ => true, "structure file");

    /// <summary>The same with archives, and of a folder also with the folders below it.</summary>
    /// <param name="name">As it was given; "-" and names of nothing stand for themselves.</param>
    /// <param name="format">The format that all files of a folder are said to have; null where each tells.</param>
    public static Found Below(string name, StructureFormat? format) => Of(
        Directory.Exists(name) ? Path.Join(name, AnyFolders) : name,
        path => format is not null || IsStructureFile(path) || IsArchive(path),
        "structure file");

    /// <summary>Whether a file is an archive of files, by its content unless its name says what it is.</summary>
    public static bool IsArchive(string path)
    {
        if (!File.Exists(path) || (TellsFormat(path) && !path.Contains(".tar", StringComparison.OrdinalIgnoreCase)))
            return false;
        try
        {
            return StructureArchive.IsOne(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a name alone says that a file holds structures.</summary>
    public static bool TellsFormat(string path) =>
        StructureFormat.FromFileName(path) is { } format && !CommonNames.Contains(format.Name);

    /// <summary>What is said of files that are left out.</summary>
    /// <param name="name">The folder or archive.</param>
    /// <param name="left">The files.</param>
    /// <param name="kind">What they are none of.</param>
    public static string LeftOut(string name, IReadOnlyCollection<string> left, string kind)
    {
        string what = left.Count == 1 ? $"1 file is no {kind}" : $"{left.Count} files are no {kind}s";
        return $"{name}: {what} and left out: {Named(left)}.";
    }

    /// <summary>Looks up a name of files of some kind.</summary>
    /// <param name="name">As it was given; "-" and names of nothing stand for themselves.</param>
    /// <param name="isOne">Whether a file of a folder is of that kind.</param>
    /// <param name="kind">What such a file is called.</param>
    /// <param name="isResult">Whether a file is a result of Arise, which folders and patterns do not mean.</param>
    public static Found Of(
        string name, Func<string, bool> isOne, string kind, Func<string, bool>? isResult = null)
    {
        Found all = Of(name, isOne, kind);
        if (isResult is null || (all.Files is [var only] && only == name))
            return all;
        string[] results = [.. all.Files.Where(isResult)];
        if (results.Length == 0)
            return all;
        string note = $"{name}: {Counted(results.Length, "file")} written by Arise and left out: {Named(results)}.";
        string[] taken = [.. all.Files.Except(results)];
        return taken.Length == 0
            ? new Found([], Error: $"{name}: all that could be taken was written by Arise; there is no other {kind}.")
            : new Found(taken, all.Note is null ? note : $"{all.Note} {note}");
    }

    private static Found Of(string name, Func<string, bool> isOne, string kind)
    {
        if (name == StandardStreams.Name || File.Exists(name))
            return new Found([name]);
        if (Directory.Exists(name))
            return OfFolder(name, Sorted(Directory.EnumerateFiles(name, "*", Visible)), isOne, kind);
        if (!name.AsSpan().ContainsAny('*', '?'))
            return new Found([name]);
        string[] parts = name.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        int first = Array.FindIndex(parts, part => part.AsSpan().ContainsAny('*', '?'));
        string start = string.Join(Path.DirectorySeparatorChar, parts[..first]);
        if (first > 0 && start.Length == 0)
            start = Path.DirectorySeparatorChar.ToString();
        string[] found = Sorted(Matches(start, parts.AsMemory(first)).Distinct());
        return found.Length == 0
            ? new Found([], Error: $"{name}: no file fits this pattern; was it meant for another folder?")
            : parts[^1] == AnyFolders ? OfFolder(name, found, isOne, kind) : new Found(found);
    }

    private static Found OfFolder(string name, string[] files, Func<string, bool> isOne, string kind)
    {
        string[] taken = [.. files.Where(isOne)];
        if (taken.Length == 0)
        {
            string below = name.EndsWith(AnyFolders, StringComparison.Ordinal)
                ? ""
                : $"; '{Path.Join(name, AnyFolders)}' takes those in the folders below, too";
            return new Found([], Error: files.Length == 0
                ? $"{name}: there are no files in this folder{below}."
                : $"{name}: no file in this folder is known as {Article(kind)} {kind}{below}.");
        }

        string[] left = [.. files.Except(taken)];
        return new Found(taken, left.Length == 0 ? null : LeftOut(name, left, kind));
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun} is" : $"{count} {noun}s are";

    private static string Named(IReadOnlyCollection<string> paths) =>
        string.Join(", ", paths.Take(MostNamed).Select(path => Path.GetFileName(path)))
        + (paths.Count > MostNamed ? ", ..." : "");

    private static string Article(string noun) => "aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a";

    // By the name, which most files say it with, or else the content. Names of tables and inputs are common to much
    // else: what cannot be read is none of ours then, unless only an option is missing.
    private static bool IsStructureFile(string path)
    {
        try
        {
            return !IsTable(path) && (StructureFormat.FromFileName(path) is { } format
                ? !CommonNames.Contains(format.Name) || StructureFile.ReadFirst(path).Count > 0
                : StructureFile.FormatOf(path) is not null);
        }
        catch (StructureFormatException error) when (error.MissingSetting is not null)
        {
            return StructureFormat.FromFileName(path) is not null;
        }
        catch (Exception error) when (error is AriseException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // What 'arise classify --csv' and 'arise screen' wrote there before.
    private static bool IsTable(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => ClassificationCsv.IsTable(path) || ScreeningDatabase.IsTable(path),
        ".DB" or ".SQLITE" => ScreeningDatabase.IsOne(path),
        _ => false,
    };

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> parts)
    {
        string part = parts.Span[0];
        string here = folder.Length > 0 ? folder : ".";
        if (!Directory.Exists(here))
            return [];
        if (part == AnyFolders)
        {
            ReadOnlyMemory<string> rest = parts.Length > 1 ? parts[1..] : new[] { "*" };
            return Matches(folder, rest).Concat(
                Folders(here, "*").SelectMany(inner => Matches(Path.Join(folder, inner), parts)));
        }

        return parts.Length == 1
            ? Directory.EnumerateFiles(here, "*", Visible).Select(path => Path.GetFileName(path))
                .Where(file => FileSystemName.MatchesSimpleExpression(part, file, ignoreCase: false))
                .Select(file => Path.Join(folder, file))
            : Folders(here, part).SelectMany(inner => Matches(Path.Join(folder, inner), parts[1..]));
    }

    // Links are not followed: they may lead back.
    private static IEnumerable<string> Folders(string folder, string pattern) =>
        !pattern.AsSpan().ContainsAny('*', '?')
            ? [pattern]
            : new DirectoryInfo(folder).EnumerateDirectories("*", Visible)
                .Where(inner => inner.LinkTarget is null
                    && FileSystemName.MatchesSimpleExpression(pattern, inner.Name, ignoreCase: false))
                .Select(inner => inner.Name);

    private static string[] Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];
}
