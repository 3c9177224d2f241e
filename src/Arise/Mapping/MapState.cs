using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Mapping;

/// <summary>
/// The results of a map on disk while it is being computed, so that an interrupted map can go on: a line of text with
/// the digest of the map, then a record per finished row (its number, the results, a checksum). A record cut short by a
/// crash is dropped.
/// </summary>
public sealed class MapState : IDisposable
{
    private const string Format = "arise-map-state 2";

    // What the states of all versions begin with.
    private static readonly byte[] AnyFormat = "arise-map-state "u8.ToArray();

    private const int ChecksumLength = 8;

    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private readonly int _headerLength;

    private readonly FileLock _hold;

    private MapState(FileStream file, int headerLength, FileLock hold) =>
        (_file, _headerLength, _hold) = (file, headerLength, hold);

    /// <summary>Starts a state in a new file.</summary>
    /// <exception cref="MapException">There is a file of that name.</exception>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static MapState Create(string path, MapPlan plan, BayesianNetwork network) =>
        FileLock.OfFile(path, hold => Create(path, plan, network, hold));

    /// <summary>Opens the state of an interrupted map.</summary>
    /// <exception cref="MapException">
    /// There is none, or it belongs to other atoms, settings or another model.
    /// </exception>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static MapState Resume(string path, MapPlan plan, BayesianNetwork network) =>
        FileLock.OfFile(path, hold => Resume(path, plan, network, hold));

    private static MapState Create(string path, MapPlan plan, BayesianNetwork network, FileLock hold)
    {
        if (File.Exists(path))
        {
            throw new MapException(
                path, "an interrupted map lies here; resume it, or delete the file to start anew.");
        }

        byte[] header = Header(plan, network);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        file.Write(header);
        file.Flush();
        return new MapState(file, header.Length, hold);
    }

    private static MapState Resume(string path, MapPlan plan, BayesianNetwork network, FileLock hold)
    {
        if (!File.Exists(path))
            throw new MapException(path, "there is no interrupted map to resume.");
        byte[] header = Header(plan, network), found = new byte[header.Length];
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        int length = file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        if (length == found.Length && found.AsSpan().SequenceEqual(header))
            return new MapState(file, header.Length, hold);
        file.Dispose();
        bool isOther = length > AnyFormat.Length && found.AsSpan().StartsWith(AnyFormat)
            && !found.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Format + " "));
        if (isOther)
        {
            throw new MapException(
                path, "this is the state of another version of the program; delete it to start anew.");
        }

        throw new MapException(
            path,
            "this is the state of a map of other atoms, with other settings or another model; give the same as before, "
            + "or delete it to start anew.");
    }

    /// <summary>Closes the file and deletes it: the map is complete and written.</summary>
    public void Delete()
    {
        _file.Dispose();
        File.Delete(_file.Name);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hold.Dispose();
    }

    /// <summary>Reads what an earlier run has done into the map; tells which rows.</summary>
    internal bool[] Restore(MapRows map)
    {
        var isDone = new bool[map.Count];
        byte[] record = new byte[RecordLength(map)];
        _file.Position = _headerLength;
        long end = _headerLength;
        while (_file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
        {
            int row = BinaryPrimitives.ReadInt32LittleEndian(record);
            bool isIntact = Checksum(record).AsSpan().SequenceEqual(record.AsSpan()[^ChecksumLength..]);
            if (!isIntact || row < 0 || row >= isDone.Length)
                break;
            Copy(record.AsSpan(sizeof(int)), map, row, toRecord: false);
            isDone[row] = true;
            end += record.Length;
        }

        _file.SetLength(end);
        _file.Position = end;
        return isDone;
    }

    /// <summary>Keeps finished rows.</summary>
    internal void Append(MapRows map, ReadOnlySpan<int> rows)
    {
        byte[] records = new byte[rows.Length * RecordLength(map)];
        Span<byte> left = records;
        foreach (int row in rows)
        {
            Span<byte> record = left[..RecordLength(map)];
            BinaryPrimitives.WriteInt32LittleEndian(record, row);
            Copy(record[sizeof(int)..], map, row, toRecord: true);
            Checksum(record).CopyTo(record[^ChecksumLength..]);
            left = left[record.Length..];
        }

        lock (_gate)
        {
            _file.Write(records);
            _file.Flush();
        }
    }

    private static byte[] Header(MapPlan plan, BayesianNetwork network)
    {
        MapSettings settings = plan.Settings;
        string hidden = settings.HiddenLayer is { } layer ? $" {settings.HiddenValues} of layer {layer}" : "";
        return Encoding.ASCII.GetBytes($"{Format} {MapDigest.Of(plan, network)}{hidden}\n");
    }

    private static byte[] Checksum(ReadOnlySpan<byte> record) =>
        SHA256.HashData(record[..^ChecksumLength])[..ChecksumLength];

    private static int RecordLength(MapRows map) =>
        sizeof(int) + (4 * (map.ClassCount + map.HiddenUnits + 4)) + ChecksumLength;

    private static void Copy(Span<byte> record, MapRows map, int row, bool toRecord)
    {
        Next(MemoryMarshal.AsBytes(map.ProbabilitiesOf(row)), ref record);
        Next(MemoryMarshal.AsBytes(map.MutualInformation.AsSpan(row, 1)), ref record);
        Next(MemoryMarshal.AsBytes(map.MutualInformationError.AsSpan(row, 1)), ref record);
        Next(MemoryMarshal.AsBytes(map.Passes.AsSpan(row, 1)), ref record);
        Next(MemoryMarshal.AsBytes(map.Novelty.AsSpan(row, 1)), ref record);
        Next(MemoryMarshal.AsBytes(map.HiddenOf(row)), ref record);

        void Next(Span<byte> values, ref Span<byte> place)
        {
            if (toRecord)
                values.CopyTo(place);
            else
                place[..values.Length].CopyTo(values);
            place = place[values.Length..];
        }
    }
}
