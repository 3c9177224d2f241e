using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Arise.Files;

/// <summary>
/// Holds a file or folder of results for one run: a second one, here or on another machine that shares the disk, is
/// told who holds it. The lock is a hidden file (<c>.NAME.lock</c> beside a file, <c>.arise.lock</c> inside a folder)
/// that the system holds for the process and that says which one. It goes when the run ends; that of a killed process
/// may stay as a file, but holds nothing. Where the disk knows no locks, nothing is held.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const string FolderName = ".arise.lock";

    // How the text of every lock begins.
    private static ReadOnlySpan<byte> FirstWord => "process "u8;

    // Names of more than 255 bytes are refused by most disks.
    private const int LongestStem = 48;

    // Errors of a file that is in use: Windows, Linux, macOS.
    private static readonly int[] InUse = [32, 33, 11, 35];

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, FileLock> HeldHere = new(StringComparer.Ordinal);

    private readonly string? _path;
    private readonly Holder _holder;
    private readonly FileLock? _outer;
    private readonly FileStream? _file;
    private readonly ImmutableArray<string> _newFolders = [];

    // Nothing to hold.
    private FileLock()
    {
    }

    private FileLock(string path, Holder holder, FileLock outer) => (_path, _holder, _outer) = (path, holder, outer);

    private FileLock(string path, Holder holder, FileStream file, ImmutableArray<string> newFolders) =>
        (_path, _holder, _file, _newFolders) = (path, holder, file, newFolders);

    /// <summary>
    /// Who holds. What comes later here may hold within what an earlier one holds, in the same process; two of the same
    /// may not.
    /// </summary>
    public enum Holder
    {
        /// <summary>A command or program, for all its paths.</summary>
        Command,

        /// <summary>A run, such as a training.</summary>
        Run,

        /// <summary>The writing of the files.</summary>
        Writing,
    }

    /// <summary>Holds a file that is written, until the lock is disposed of.</summary>
    /// <param name="path">
    /// The file, which need not exist; pipes, devices and files of folders that are not there are never held.
    /// </param>
    /// <param name="holder">Who holds it.</param>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static FileLock OfFile(string path, Holder holder = Holder.Run)
    {
        string real = RealPath.Of(path), name = Path.GetFileName(real);
        if (Path.GetDirectoryName(real) is not { } folder || !Directory.Exists(folder) || StreamFile.Is(path))
            return new FileLock();
        return Take(path, Path.Combine(folder, NameOf(name)), holder, []);
    }

    /// <summary>Name of the lock of a file; long names end in a digest, so that no two share one.</summary>
    public static string NameOf(string file)
    {
        if (file.Length <= LongestStem)
            return $".{file}.lock";
        byte[] digest = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file));
        return $".{file[..LongestStem]}~{Convert.ToHexStringLower(digest)[..16]}.lock";
    }

    /// <summary>Holds a file as long as what is opened with it, which disposes of the lock.</summary>
    /// <inheritdoc cref="OfFile(string, Holder)"/>
    public static T OfFile<T>(string path, Func<FileLock, T> open)
    {
        FileLock hold = OfFile(path);
        try
        {
            return open(hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Holds a folder of results; it is created if need be, and goes with the lock if it is empty.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="holder">Who holds it.</param>
    /// <exception cref="IOException">Another run holds it, or it cannot be written.</exception>
    public static FileLock OfFolder(string path, Holder holder = Holder.Run)
    {
        string real = RealPath.Of(path);
        var missing = ImmutableArray.CreateBuilder<string>();
        for (string? folder = real; folder is not null && !Directory.Exists(folder);)
        {
            missing.Add(folder);
            folder = Path.GetDirectoryName(folder);
        }

        try
        {
            Directory.CreateDirectory(real);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the folder cannot be created here; choose another place.", error);
        }

        return Take(path, Path.Combine(real, FolderName), holder, missing.ToImmutable());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
        {
            if (_path is null || !HeldHere.TryGetValue(_path, out FileLock? innermost))
                return;
            if (_outer is not null)
            {
                if (innermost == this)
                    HeldHere[_path] = _outer;
                return;
            }

            // The file goes before others may take the lock.
            HeldHere.Remove(_path);
            _file!.Dispose();
        }

        foreach (string folder in _newFolders)
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }

    private static FileLock Take(string path, string lockPath, Holder holder, ImmutableArray<string> newFolders)
    {
        lock (Gate)
        {
            FileLock taken = HeldHere.TryGetValue(lockPath, out FileLock? held)
                ? held._holder < holder
                    ? new FileLock(lockPath, holder, held)
                    : throw Refused(path, "this process itself")
                : new FileLock(lockPath, holder, Open(path, lockPath), newFolders);
            HeldHere[lockPath] = taken;
            return taken;
        }
    }

    private static FileStream Open(string path, string lockPath)
    {
        if (!IsOurs(lockPath))
            throw new IOException($"{lockPath}: the file is in the way of a lock for {path}; move it elsewhere.");
        FileStream file;
        try
        {
            // Without a buffer: that the disk is full must not be told when the lock goes.
            file = new FileStream(lockPath, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 0,
            });
        }
        catch (IOException error) when (InUse.Contains(error.HResult & 0xFFFF))
        {
            throw Refused(path, Read(lockPath), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{path}: no file can be written in {Path.GetDirectoryName(lockPath)}; choose another place.", error);
        }

        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName} since "
                + $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC ({Path.GetFileName(Environment.ProcessPath)})\n")));
        }
        catch (IOException)
        {
            // A full disk: the lock holds without its text.
        }

        return file;
    }

    // What is no lock is not ours to empty and remove; a link would lead elsewhere.
    private static bool IsOurs(string lockPath)
    {
        var file = new FileInfo(lockPath);
        if (file.LinkTarget is not null)
            return false;
        if (!file.Exists || file.Length == 0)
            return true;
        try
        {
            using FileStream stream = OpenHeld(lockPath);
            byte[] start = new byte[FirstWord.Length];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
                && start.AsSpan().SequenceEqual(FirstWord);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static IOException Refused(string path, string holder, Exception? error = null) => new(
        $"{path}: another run writes here: {holder}. Wait until it has ended, or choose another name.", error);

    // What the holder wrote; it may be just about to.
    private static string Read(string lockPath)
    {
        const int most = 200;
        for (int trial = 0; trial < 5; trial++)
        {
            try
            {
                using FileStream file = OpenHeld(lockPath);
                byte[] bytes = new byte[most];
                string text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, most, false));
                if (text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0)
                    return string.Concat(text[..end].Where(letter => !char.IsControl(letter)));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                break;
            }

            Thread.Sleep(20);
        }

        return "another process";
    }

    // On Unix .NET asks for a lock whenever it opens a file, which the holder has.
    private static FileStream OpenHeld(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var handle = new SafeFileHandle(OpenToRead(path, flags: 0), ownsHandle: true);
        return handle.IsInvalid
            ? throw new FileNotFoundException(path)
            : new FileStream(handle, FileAccess.Read, bufferSize: 0);
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int OpenToRead([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
