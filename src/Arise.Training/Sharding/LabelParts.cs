using System.Runtime.InteropServices;
using System.Text;
using Arise.Labeling;
using Arise.Structures;

namespace Arise.Sharding;

/// <summary>
/// Makes the parts of the labels of a trajectory, frame after frame in turn, and puts them together.
/// </summary>
/// <param name="labeler">Labels the atoms.</param>
public sealed class LabelParts(AtomLabeler labeler)
{
    private const string Title = "arise-label-part 1";

    /// <summary>Labels the frames of one shard, or those of them that are left to do.</summary>
    /// <param name="items">What holds the structures, all frames of the run in their order.</param>
    /// <param name="structureOf">The structure that an item holds; null where it could not be read.</param>
    /// <param name="part">Where the labels go.</param>
    /// <param name="shard">Which of the frames.</param>
    /// <param name="settings">Possible answers; all classes when omitted.</param>
    /// <param name="progress">Is told the number of atoms done of a large structure.</param>
    /// <param name="cancellation">Ends the enumeration; the same call goes on.</param>
    /// <returns>One per frame that was labeled now; after the last one the part is complete.</returns>
    /// <exception cref="IOException">The part is of something else.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; thrown while enumerating.</exception>
    public IEnumerable<(T Item, AtomLabels? Labels, AriseException? Error)> Make<T>(
        IEnumerable<T> items,
        Func<T, AtomicStructure?> structureOf,
        Part part,
        Shard shard,
        LabelSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(part);
        using RecordFile state = RecordFile.Open(part.StatePath, Title);
        IEnumerable<(T Item, long Number)> own = items.Select((item, number) => (item, (long)number))
            .Where(one => shard.Takes(one.Item2) && structureOf(one.item) is not null && !state.Has(one.Item2));
        foreach (((T Item, long Number) one, AtomLabels? labels, AriseException? error) in labeler.LabelMany(
            own, one => structureOf(one.Item), settings, progress, cancellation))
        {
            state.Append(one.Number, labels is null ? Encoding.UTF8.GetBytes("e" + error!.Message) : BytesOf(labels));
            yield return (one.Item, labels, error);
        }

        part.Complete();
    }

    /// <summary>The labels of all frames, in their order, as <see cref="AtomLabeler.LabelMany"/> gives them.</summary>
    /// <param name="items">What holds the structures, as for the parts.</param>
    /// <param name="structureOf">The structure that an item holds.</param>
    /// <param name="parts">The parts.</param>
    /// <exception cref="ShardException">While enumerating: the labels of a frame are missing.</exception>
    public IEnumerable<(T Item, AtomLabels? Labels, AriseException? Error)> Merge<T>(
        IEnumerable<T> items, Func<T, AtomicStructure?> structureOf, PartSet parts)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(structureOf);
        ArgumentNullException.ThrowIfNull(parts);
        var states = new List<RecordFile>();
        try
        {
            foreach (string file in parts.States)
                states.Add(RecordFile.Open(file, Title, readOnly: true));
            long number = 0;
            foreach (T item in items)
            {
                if (structureOf(item) is { } structure)
                {
                    int part = (int)(number % states.Count);
                    byte[] bytes = states[part].Read(number) ?? throw new ShardException(
                        parts.Folders[part], $"frame {number + 1} is missing; remove the part and make it again.");
                    yield return bytes[0] == (byte)'e'
                        ? (item, null, new ShardException("", Encoding.UTF8.GetString(bytes.AsSpan(1))))
                        : (item, LabelsOf(structure, bytes, parts.Folders[part]), null);
                }
                else
                {
                    yield return (item, null, null);
                }

                number++;
            }
        }
        finally
        {
            states.ForEach(state => state.Dispose());
        }
    }

    // 'l', whether there is mutual information, and the arrays [atom] one after the other.
    private static byte[] BytesOf(AtomLabels labels)
    {
        using var bytes = new MemoryStream();
        bytes.Write([(byte)'l', labels.MutualInformation is null ? (byte)0 : (byte)1]);
        bytes.Write(MemoryMarshal.AsBytes(labels.Classes.AsSpan()));
        bytes.Write(MemoryMarshal.AsBytes(labels.Probabilities.AsSpan()));
        bytes.Write(MemoryMarshal.AsBytes(labels.Entropies.AsSpan()));
        bytes.Write(MemoryMarshal.AsBytes(labels.LocalScales.AsSpan()));
        if (labels.MutualInformation is { } information)
            bytes.Write(MemoryMarshal.AsBytes(information.AsSpan()));
        return bytes.ToArray();
    }

    private AtomLabels LabelsOf(AtomicStructure structure, byte[] bytes, string folder)
    {
        int atoms = structure.Count, arrays = 4 + bytes[1];
        if (bytes.LongLength != 2 + (4L * arrays * atoms))
            throw new ShardException(folder, "a frame has another number of atoms; remove the part and make it again.");
        ReadOnlyMemory<byte> left = bytes.AsMemory(2);
        return labeler.Restore(
            structure, Next<int>(), Next<float>(), Next<float>(), Next<float>(), bytes[1] > 0 ? Next<float>() : null);

        T[] Next<T>()
            where T : unmanaged
        {
            T[] values = MemoryMarshal.Cast<byte, T>(left.Span[..(4 * atoms)]).ToArray();
            left = left[(4 * atoms)..];
            return values;
        }
    }
}
