using System.Globalization;
using System.Runtime.InteropServices;
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

    // Names of more than 255 bytes are refused by most disks.
    private const int LongestStem = 48;

    // Errors of a file that is in use: Windows, Linux, macOS.
    private static readonly int[] InUse = [32, 33, 11, 35];

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, FileLock> HeldHere = new(StringComparer.Ordinal);

    private readonly string? _path;
    private readonly FileStream? _file;
    private readonly string? _newFolder;
    private readonly FileLock? _reservation;
    private readonly bool _isReservation;
    private bool _isTaken;

    // Nothing to hold.
    private FileLock()
    {
    }

    private FileLock(FileLock reservation) => _reservation = reservation;

    private FileLock(string path, FileStream file, string? newFolder, bool isReservation) =>
        (_path, _file, _newFolder, _isReservation) = (path, file, newFolder, isReservation);

    /// <summary>Holds a file that is written, until the lock is disposed of.</summary>
    /// <param name="path">
    /// The file, which need not exist; pipes, devices and files of folders that are not there are never held.
    /// </param>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static FileLock OfFile(string path) => OfFile(path, isReservation: false);

    /// <summary>Holds a file as long as what is opened with it, which disposes of the lock.</summary>
    /// <inheritdoc cref="OfFile(string)"/>
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

    /// <summary>Holds a folder of results; it is created if need be, and goes with the lock if it stays empty.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static FileLock OfFolder(string path) => OfFolder(path, isReservation: false);

    /// <summary>Holds a file for a run of this process that holds it itself later.</summary>
    /// <inheritdoc cref="OfFile(string)"/>
    public static FileLock ReserveFile(string path) =>
        OfFile(path, isReservation: true);

    /// <summary>Holds a folder for a run of this process that holds it itself later.</summary>
    /// <inheritdoc cref="OfFolder(string)"/>
    public static FileLock ReserveFolder(string path) => OfFolder(path, isReservation: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
        {
            _reservation?._isTaken = false;
            if (_path is null || !HeldHere.Remove(_path))
                return;

            // The file goes before others may take the lock.
            _file!.Dispose();
        }

        if (_newFolder is not null && Directory.Exists(_newFolder)
            && !Directory.EnumerateFileSystemEntries(_newFolder).Any())
            Directory.Delete(_newFolder);
    }

    private static FileLock OfFile(string path, bool isReservation)
    {
        string full = Path.GetFullPath(path);
        full = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
        string name = Path.GetFileName(full);
        bool isDevice = full.StartsWith("/dev/", StringComparison.Ordinal)
            && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
        return isDevice || !Directory.Exists(Path.GetDirectoryName(full))
            ? new FileLock()
            : Take(
                path,
                Path.Combine(
                    Path.GetDirectoryName(full)!,
                    $".{(name.Length > LongestStem ? name[..LongestStem] : name)}.lock"),
                null,
                isReservation);
    }

    private static FileLock OfFolder(string path, bool isReservation)
    {
        string full = Path.GetFullPath(path);
        bool isNew = !Directory.Exists(full);
        Directory.CreateDirectory(full);
        return Take(path, Path.Combine(full, FolderName), isNew ? full : null, isReservation);
    }

    private static FileLock Take(string path, string lockPath, string? newFolder, bool isReservation)
    {
        lock (Gate)
        {
            if (HeldHere.TryGetValue(lockPath, out FileLock? held))
            {
                if (isReservation || !held._isReservation || held._isTaken)
                    throw Refused(path, "this process itself");
                held._isTaken = true;
                return new FileLock(held);
            }

            var taken = new FileLock(lockPath, Open(path, lockPath), newFolder, isReservation);
            HeldHere.Add(lockPath, taken);
            return taken;
        }
    }

    private static FileStream Open(string path, string lockPath)
    {
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
            throw Refused(path, Holder(lockPath), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{path}: no file can be written in the folder {Path.GetDirectoryName(lockPath)}.", error);
        }

        try
        {
            file.SetLength(0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(
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

    private static IOException Refused(string path, string holder, Exception? error = null) => new(
        $"{path}: another run writes here: {holder}. Wait until it has ended, or choose another name.", error);

    // What the holder wrote; it may be just about to.
    private static string Holder(string lockPath)
    {
        const int most = 200;
        for (int trial = 0; trial < 5; trial++)
        {
            try
            {
                using FileStream file = OpenHeld(lockPath);
                byte[] bytes = new byte[most];
                string text = System.Text.Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, most, false));
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
