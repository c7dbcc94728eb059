package redis.clients.jedis;

public class JedisPool extends redis.clients.jedis.util.Pool<Jedis> {}
