using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class SoapBatchTests
{
    private static readonly AtomicStructure[] Structures =
        [.. new[] { "rock salt", "face-centered cubic", "CsCl", "diamond", "wurtzite" }
            .Select(name => PrototypeLibrary.Find(name).Structure)];

    [Fact]
    public void Many_structures_under_many_settings_are_those_described_one_by_one()
    {
        SoapSettings[] settings =
        [
            new() { Scale = 0.9 }, new() { Scale = 0.9, Cutoff = 5, Sigma = 0.12 },
            new() { Scale = 1.1 }, new() { Scale = 1.1, Cutoff = 5, Sigma = 0.12 },
        ];
        var batch = new SoapBatch(settings);
        foreach (int threads in new[] { 1, 3, 0 })
        {
            var vectors = new float[Structures.Length * batch.Length];
            batch.Compute(Structures.Length, k => Structures[k], vectors, threads: threads);
            float[] expected = [.. Structures.SelectMany(structure =>
                settings.SelectMany(setting => new SoapDescriptor(setting).Compute(structure)))];
            Assert.Equal(expected, vectors);
        }
    }

    [Fact]
    public void A_structure_can_have_a_scale_of_its_own()
    {
        var batch = new SoapBatch(SoapSettings.Default);
        var vectors = new float[2 * batch.Length];
        batch.Compute(2, _ => Structures[0], vectors, number => number == 0 ? 1 : 0.95);
        Assert.Equal(new SoapDescriptor().Compute(Structures[0]), vectors[..batch.Length]);
        Assert.Equal(
            new SoapDescriptor(new SoapSettings { Scale = 0.95 }).Compute(Structures[0]), vectors[batch.Length..]);
    }

    [Fact]
    public void The_first_impossible_structure_is_told_of_whatever_the_threads()
    {
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        var twice = new AtomicStructure([Vector3D.Zero, Vector3D.Zero], [copper, copper]);
        foreach (int threads in new[] { 1, 4 })
        {
            DescriptorException error = Assert.Throws<DescriptorException>(() => new SoapDescriptor().ComputeMany(
                40, number => number is 13 or 14 or 39 ? twice : Structures[number % 5], threads));
            Assert.StartsWith("Structure 14: ", error.Message);
        }
    }

    [Fact]
    public void An_error_of_making_a_structure_is_thrown_as_it_is() =>
        Assert.Throws<NotSupportedException>(() => new SoapDescriptor().ComputeMany(
            3, number => number == 1 ? throw new NotSupportedException() : Structures[0]));

    [Fact]
    public void Progress_and_cancellation_are_heeded()
    {
        var reports = new List<WorkProgress>();
        using var stop = new CancellationTokenSource();
        var progress = new Observer(report =>
        {
            lock (reports)
                reports.Add(report);
            if (report.Done == 3)
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new SoapDescriptor().ComputeMany(1000, number => Structures[number % 5], 1, progress, stop.Token));
        Assert.Equal(4, reports.Count);
        Assert.Equal(Enumerable.Range(0, 4).Select(done => new WorkProgress("structures", done, 1000)), reports);
    }

    [Fact]
    public void Vectors_of_one_batch_have_one_length() => Assert.Throws<ArgumentException>(() =>
        new SoapBatch(SoapSettings.Default, new SoapSettings { MaxDegree = 4 }));
}
