using Arise.Numerics;
using Arise.Tuning;

namespace Arise.Tests.Tuning;

public sealed class ParzenEstimatorTests
{
    private const int Trials = 60;
    private const int Seeds = 20;

    // Known functions with their minima; the last has a branch whose quantities exist on one side only.
    public static TheoryData<string> Functions => ["sphere", "tree"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Finds_the_minimum_of_a_known_function_faster_than_random_search(string name)
    {
        (SearchDimension[] space, Func<double[], double> loss) = Function(name);
        double estimated = 0, random = 0;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            estimated += Math.Log10(Search(space, loss, seed, new ParzenSettings()));
            random += Math.Log10(Search(space, loss, seed, new ParzenSettings { StartupTrials = int.MaxValue }));
        }

        // The mean of log10 of the distance from the minimum; 0.2 is a factor of 1.6.
        Assert.True(estimated / Seeds < (random / Seeds) - 0.2, $"{estimated / Seeds} against {random / Seeds}");
    }

    [Fact]
    public void A_proposal_depends_on_seed_number_and_observations_only()
    {
        (SearchDimension[] space, Func<double[], double> loss) = Function("tree");
        List<Observation> straight = [], again = [];
        var estimator = new ParzenEstimator(space, 3);
        for (int trial = 0; trial < 30; trial++)
        {
            double[] point = estimator.Propose(trial, straight);
            straight.Add(new Observation([.. point], loss(point)));
        }

        for (int trial = 0; trial < 30; trial++)
        {
            double[] point = new ParzenEstimator(space, 3).Propose(trial, again);
            again.Add(new Observation([.. point], loss(point)));
            Assert.Equal(straight[trial].Point.ToArray(), point);
        }

        Assert.NotEqual(straight[0].Point.ToArray(), new ParzenEstimator(space, 4).Propose(0, []));
    }

    [Fact]
    public void Proposals_keep_their_bounds_and_conditions()
    {
        (SearchDimension[] space, Func<double[], double> loss) = Function("tree");
        List<Observation> observations = [];
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] point = new ParzenEstimator(space, 1).Propose(trial, observations);
            observations.Add(new Observation([.. point], loss(point)));
            Assert.Contains(point[0], new double[] { 0, 1 });
            Assert.InRange(point[1], 1e-4, 1e-1);
            Assert.Equal(point[0] == 1, !double.IsNaN(point[2]));
            if (point[0] == 1)
                Assert.InRange(point[2], -2, 2);
        }
    }

    [Fact]
    public void Failed_trials_are_taken_for_the_worst()
    {
        SearchDimension[] space = [SearchDimension.Uniform("x", 0, 1)];
        Observation[] observations = [.. Enumerable.Range(0, 40).Select(k => new Observation(
            [k / 40.0], k < 20 ? double.PositiveInfinity : 1 + (k / 40.0)))];
        double[] proposals =
        [
            .. Enumerable.Range(40, 50)
                .Select(trial => new ParzenEstimator(space, 0).Propose(trial, observations)[0]),
        ];
        Assert.True(proposals.Count(x => x > 0.4) > 40, string.Join(' ', proposals));
    }

    [Fact]
    public void Each_density_sums_to_one_and_draws_accordingly()
    {
        double[] observed = [-0.9, -0.8, 0.1, 0.12, 0.99], weights = [0.2, 1, 1, 1, 1];
        var mixture = new ParzenMixture(-1, 1, observed, weights, 1);
        const int cells = 20_000, bins = 10, draws = 20_000;
        double[] shares = new double[bins], drawn = new double[bins];
        for (int k = 0; k < cells; k++)
        {
            double x = -1 + (2 * (k + 0.5) / cells);
            shares[k * bins / cells] += Math.Exp(mixture.LogDensity(x)) * 2 / cells;
        }

        Assert.Equal(1, shares.Sum(), 6);
        var random = new RandomNumbers(5, 5);
        ulong next = 0;
        for (int k = 0; k < draws; k++)
            drawn[(int)((mixture.Sample(random, ref next) + 1) / 2 * bins)] += 1.0 / draws;
        for (int bin = 0; bin < bins; bin++)
            Assert.Equal(shares[bin], drawn[bin], 4 * Math.Sqrt(shares[bin] / draws));

        var choice = new ChoiceDensity(3, [0, 0, 2], [1, 1, 1], 1);
        Assert.Equal(
            [3.0 / 6, 1.0 / 6, 2.0 / 6], Enumerable.Range(0, 3).Select(c => Math.Exp(choice.LogDensity(c))), (a, b) =>
                Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Impossible_spaces_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParzenEstimator([SearchDimension.Uniform("x", 1, 1)], 0));
        Assert.Throws<ArgumentException>(() => new ParzenEstimator([SearchDimension.LogUniform("x", 0, 1)], 0));
        Assert.Throws<ArgumentException>(() => new ParzenEstimator(
            [SearchDimension.Uniform("x", 0, 1) with { Condition = ("y", 1) }], 0).Propose(0, []));
    }

    private static (SearchDimension[] Space, Func<double[], double> Loss) Function(string name) => name switch
    {
        "sphere" => (
            [.. Enumerable.Range(0, 4).Select(d => SearchDimension.Uniform($"x{d}", -5, 5))],
            x => x.Select((value, d) => (value - d) * (value - d)).Sum()),
        _ => (
            [
                SearchDimension.Choice("branch", 2),
                SearchDimension.LogUniform("rate", 1e-4, 1e-1),
                SearchDimension.Uniform("x", -2, 2) with { Condition = ("branch", 1) },
                .. Enumerable.Range(0, 3).Select(d => SearchDimension.Choice($"c{d}", 2)),
            ],
            p => Math.Pow(Math.Log10(p[1]) + 3.3, 2) + p[3] + p[4] + p[5]
                + (p[0] == 1 ? Math.Pow(p[2] - 1.2, 2) : 0.7)),
    };

    private static double Search(
        SearchDimension[] space, Func<double[], double> loss, ulong seed, ParzenSettings settings)
    {
        var estimator = new ParzenEstimator(space, seed, settings);
        List<Observation> observations = [];
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] point = estimator.Propose(trial, observations);
            observations.Add(new Observation([.. point], loss(point)));
        }

        return observations.Min(observation => observation.Loss);
    }
}
